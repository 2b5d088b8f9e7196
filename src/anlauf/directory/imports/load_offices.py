"""Writes offices with their desks, hours, offerings and exceptional days."""

from collections.abc import Iterable, Mapping, Sequence

from anlauf.core.text import say, sort_key
from anlauf.directory.imports import upsert
from anlauf.directory.imports.described import DescribedCity, Office
from anlauf.directory.imports.upsert import Changes, Values
from anlauf.directory.models import (
    Area,
    Desk,
    District,
    Offering,
    OpeningException,
    OpeningRule,
    Place,
    Service,
)
from anlauf.directory.models import Office as OfficeRow
from anlauf.engine.grid import Span

_LONGEST_SORT_KEY = 80


def load(described: DescribedCity, changes: Changes) -> None:
    """Write every office; one that the files no longer mention is hidden."""
    offices = described.offices
    areas = dict(Area.objects.values_list("key", "pk"))
    places = dict(Place.objects.values_list("key", "pk"))
    wanted = [_values(office, areas, places) for office in offices]
    upsert.rows(OfficeRow.objects.all(), ("key",), wanted, changes)
    _hide(offices, changes)

    numbers = dict(OfficeRow.objects.values_list("key", "pk"))
    _competence(offices, numbers, changes)
    _desks(offices, numbers, changes)
    upsert.children(OpeningRule.objects.all(), "office_id", _rules(offices, numbers), changes)
    _offerings(offices, numbers, changes)
    _exceptions(described, numbers, changes)


def _values(office: Office, areas: Mapping[str, int], places: Mapping[str, int]) -> Values:
    return {
        "key": office.key,
        "name": dict(office.name),
        "short": office.short,
        "area_id": areas[office.area],
        "place_id": places[office.place],
        "kind": office.kind,
        "phone": office.phone,
        "email": office.email,
        "hint": dict(office.hint),
        "visible": True,
        "sort_key": sort_key(say(office.name, "de"))[:_LONGEST_SORT_KEY],
    }


def _hide(offices: Sequence[Office], changes: Changes) -> None:
    described = [office.key for office in offices]
    for stray in OfficeRow.objects.filter(visible=True).exclude(key__in=described):
        stray.visible = False
        stray.save(update_fields=["visible"])
        changes.hidden.append(f"office {stray.key}")


def _competence(offices: Sequence[Office], numbers: Mapping[str, int], changes: Changes) -> None:
    districts = dict(District.objects.values_list("key", "pk"))
    link = OfficeRow.districts.through
    present = set(link._default_manager.values_list("office_id", "district_id"))
    wanted = {
        (numbers[office.key], districts[district])
        for office in offices
        for district in office.districts
    }
    ours = {numbers[office.key] for office in offices}
    for office, district in {pair for pair in present - wanted if pair[0] in ours}:
        link._default_manager.filter(office_id=office, district_id=district).delete()
        changes.updated["competence"] += 1
    for office, district in wanted - present:
        link._default_manager.create(office_id=office, district_id=district)
        changes.created["competence"] += 1


def _desks(offices: Sequence[Office], numbers: Mapping[str, int], changes: Changes) -> None:
    """Desks are numbered from 1; one too many is put out of use, for visits may name it."""
    wanted = [
        {
            "office_id": numbers[office.key],
            "number": number,
            "name": str(number),
            "active": True,
        }
        for office in offices
        for number in range(1, office.desks + 1)
    ]
    upsert.rows(Desk.objects.all(), ("office_id", "number"), wanted, changes)
    counts = {numbers[office.key]: office.desks for office in offices}
    for desk in Desk.objects.filter(office__in=counts, active=True).select_related("office"):
        if desk.number > counts[desk.office_id]:
            desk.active = False
            desk.save(update_fields=["active"])
            changes.hidden.append(f"desk {desk.number} of {desk.office.key}")


def _rules(offices: Sequence[Office], numbers: Mapping[str, int]) -> list[Values]:
    return [
        {
            "office_id": numbers[office.key],
            "weekdays": sorted(rule.weekdays),
            "spans": _pairs(rule.spans),
            "nth": sorted(rule.nth or ()),
            "week_parity": rule.week_parity or "",
            "valid_from": rule.valid_from,
            "valid_to": rule.valid_to,
            "closed": rule.closed,
        }
        for office in offices
        for rule in office.rules
    ]


def _offerings(offices: Sequence[Office], numbers: Mapping[str, int], changes: Changes) -> None:
    services = dict(Service.objects.values_list("key", "pk"))
    wanted = [
        {
            "office_id": numbers[office.key],
            "service_id": services[offering.service],
            "minutes": offering.duration.minutes,
            "minutes_further": offering.duration.minutes_further,
            "most": offering.duration.most,
            "channels": [channel.value for channel in offering.duration.channels],
            "visible": True,
        }
        for office in offices
        for offering in office.offerings
    ]
    upsert.rows(Offering.objects.all(), ("office_id", "service_id"), wanted, changes)
    described = {(values["office_id"], values["service_id"]) for values in wanted}
    for stray in Offering.objects.filter(visible=True).select_related("office", "service"):
        if (stray.office_id, stray.service_id) not in described:
            stray.visible = False
            stray.save(update_fields=["visible"])
            changes.hidden.append(f"offering {stray.service.key} at {stray.office.key}")


def _exceptions(described: DescribedCity, numbers: Mapping[str, int], changes: Changes) -> None:
    """Days the files name are written; other days may have been entered since and stay."""
    wanted = [
        {
            "office_id": numbers[day.office],
            "date": day.date,
            "kind": day.kind,
            "spans": _pairs(day.spans),
            "reason": dict(day.reason),
        }
        for day in described.exceptions
    ]
    key = ("office_id", "date", "kind")
    upsert.rows(OpeningException.objects.all(), key, wanted, changes)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
