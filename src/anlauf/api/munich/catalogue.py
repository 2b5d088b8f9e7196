"""All offices, all services, which of them belong together, and what can be combined."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby, permutations, product

from anlauf.api.munich import offices, shapes
from anlauf.booking.queries import groups as staff
from anlauf.directory.queries import Offering, Office, Service, visits

Skills = frozenset[str]


def catalogue(*, crowded: bool, at: datetime) -> shapes.Catalogue:
    """Everything that can be booked, as of this moment."""
    offerings = list(visits.offerings_for_visits())
    by_office = {
        office: list(rows) for office, rows in groupby(offerings, key=lambda row: row.office_id)
    }
    places = {office.pk: office for office in visits.offices_with_districts(by_office)}
    frame = offices.frame(crowded=crowded)
    together = _together(by_office, staff.groups_ahead(at=at))
    return {
        "offices": [_office(office, by_office[number], frame) for number, office in places.items()],
        "services": _services(offerings, together),
        "relations": [_relation(row, by_office[row.office_id]) for row in offerings],
    }


def _office(office: Office, offered: Sequence[Offering], frame: offices.Frame) -> shapes.Office:
    return {
        "id": office.pk,
        "name": offices.name_for(office, (row.service for row in offered)),
        "address": offices.address(office),
        "showAlternativeLocations": True,
        "displayNameAlternatives": [],
        "organization": frame.region,
        "organizationUnit": offices.spoken(office.area.name),
        "slotTimeInMinutes": offices.slot_minutes(offered),
        "disabledByServices": [],
        "priority": 1,
        "geo": _point(office),
        "scope": offices.scope(office, frame),
        "slotsPerAppointment": None,
        "parentId": None,
        "allowDisabledServicesMix": None,
        "sharedBookingOfficeIds": None,
    }


def _point(office: Office) -> shapes.Point | None:
    latitude, longitude = office.place.latitude, office.place.longitude
    if latitude is None or longitude is None:
        return None
    return {"lat": latitude, "lon": longitude}


def _services(
    offerings: Iterable[Offering], together: Mapping[int, Mapping[int, list[int]]]
) -> list[shapes.Service]:
    most: dict[int, int] = {}
    rows: dict[int, Service] = {}
    for row in offerings:
        most[row.service_id] = max(most.get(row.service_id, 1), row.most)
        rows[row.service_id] = row.service
    in_order = sorted(rows.values(), key=lambda service: (service.position, service.key))
    return [
        {
            "id": service.pk,
            "name": offices.spoken(service.name),
            "maxQuantity": most[service.pk],
            "combinable": _combinable(service, in_order, together),
            "parentId": None,
            "variantId": None,
            "rootParentId": service.pk,
            "showOnStartPage": True,
        }
        for service in in_order
    ]


def _combinable(
    service: Service,
    in_order: Iterable[Service],
    together: Mapping[int, Mapping[int, list[int]]],
) -> dict[str, dict[str, list[int]]] | list[int]:
    """The services that go with this one, each with its offices, under their places in order."""
    found = together.get(service.pk, {})
    others = [other.pk for other in in_order if other.pk in found]
    if not others:
        return []
    return {str(place): {str(other): found[other]} for place, other in enumerate(others, start=1)}


def _together(
    by_office: Mapping[int, Sequence[Offering]], groups: Mapping[int, Iterable[Skills]]
) -> dict[int, dict[int, list[int]]]:
    """For each service the others, and the offices where one clerk can do both."""
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for office, offered in by_office.items():
        doable = {pair for skills in groups.get(office, ()) for pair in product(skills, skills)}
        rows = [(row.service_id, row.service.skill.key) for row in offered]
        for (one, skill), (other, another) in permutations(rows, 2):
            if (skill, another) in doable:
                found[one][other].append(office)
    return found


def _relation(row: Offering, offered: Iterable[Offering]) -> shapes.Relation:
    return {
        "officeId": row.office_id,
        "serviceId": row.service_id,
        "slots": row.minutes // offices.slot_minutes(offered),
        "public": True,
        "maxQuantity": row.most,
    }
