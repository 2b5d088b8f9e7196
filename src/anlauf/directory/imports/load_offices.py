"""Writes offices with their desks, hours, offerings and exceptional days."""

from collections.abc import Iterable, Mapping

from anlauf.core.text import say, sort_key
from anlauf.directory.imports import upsert
from anlauf.directory.imports.described import DescribedCity, Exceptional, Office
from anlauf.directory.imports.upsert import Changes
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


def load(described: DescribedCity, changes: Changes) -> None:
    """Write every office; one that the files no longer mention is hidden."""
    areas = dict(Area.objects.values_list("key", "pk"))
    places = dict(Place.objects.values_list("key", "pk"))
    services = dict(Service.objects.values_list("key", "pk"))
    for office in described.offices:
        row = upsert.one(
            OfficeRow.objects.all(),
            {"key": office.key},
            _values(office, areas, places),
            changes,
        )
        _competence(row, office, changes)
        _desks(row, office.desks, changes)
        _hours(row, office, changes)
        _offerings(row, office, services, changes)
        _exceptions(row, [day for day in described.exceptions if day.office == office.key], changes)

    keys = [office.key for office in described.offices]
    for stray in OfficeRow.objects.filter(visible=True).exclude(key__in=keys):
        stray.visible = False
        stray.save(update_fields=["visible"])
        changes.hidden.append(f"office {stray.key}")


def _values(
    office: Office, areas: Mapping[str, int], places: Mapping[str, int]
) -> dict[str, object]:
    return {
        "name": dict(office.name),
        "short": office.short,
        "area_id": areas[office.area],
        "place_id": places[office.place],
        "kind": office.kind,
        "phone": office.phone,
        "email": office.email,
        "hint": dict(office.hint),
        "visible": True,
        "sort_key": sort_key(say(office.name, "de"))[:80],
    }


def _competence(row: OfficeRow, office: Office, changes: Changes) -> None:
    if set(row.districts.values_list("key", flat=True)) != set(office.districts):
        row.districts.set(District.objects.filter(key__in=office.districts))
        changes.updated["competence"] += 1


def _desks(row: OfficeRow, count: int, changes: Changes) -> None:
    """Desks are numbered from 1; one too many is put out of use, for visits may name it."""
    for number in range(1, count + 1):
        upsert.one(
            Desk.objects.filter(office=row),
            {"office_id": row.pk, "number": number},
            {"name": str(number), "active": True},
            changes,
        )
    gone = Desk.objects.filter(office=row, number__gt=count, active=True).update(active=False)
    if gone:
        changes.hidden.append(f"desk of {row.key} ({gone})")


def _hours(row: OfficeRow, office: Office, changes: Changes) -> None:
    upsert.children(
        OpeningRule.objects.filter(office=row),
        [
            {
                "office_id": row.pk,
                "weekdays": sorted(rule.weekdays),
                "spans": _pairs(rule.spans),
                "nth": sorted(rule.nth or ()),
                "week_parity": rule.week_parity or "",
                "valid_from": rule.valid_from,
                "valid_to": rule.valid_to,
                "closed": rule.closed,
            }
            for rule in office.rules
        ],
        changes,
    )


def _offerings(
    row: OfficeRow, office: Office, services: Mapping[str, int], changes: Changes
) -> None:
    for offering in office.offerings:
        lasting = offering.duration
        upsert.one(
            Offering.objects.all(),
            {"office_id": row.pk, "service_id": services[offering.service]},
            {
                "minutes": lasting.minutes,
                "minutes_further": lasting.minutes_further,
                "most": lasting.most,
                "channels": [channel.value for channel in lasting.channels],
                "visible": True,
            },
            changes,
        )
    keys = [offering.service for offering in office.offerings]
    stray = Offering.objects.filter(office=row, visible=True).exclude(service__key__in=keys)
    for offering_row in stray.select_related("service"):
        offering_row.visible = False
        offering_row.save(update_fields=["visible"])
        changes.hidden.append(f"offering {offering_row.service.key} at {row.key}")


def _exceptions(row: OfficeRow, days: Iterable[Exceptional], changes: Changes) -> None:
    """Days the files name are written; other days may have been entered since and stay."""
    for day in days:
        upsert.one(
            OpeningException.objects.all(),
            {"office_id": row.pk, "date": day.date, "kind": day.kind},
            {"spans": _pairs(day.spans), "reason": dict(day.reason)},
            changes,
        )


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
