"""Where else a walk-in could go: offices that can be reached in time and would not take longer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlauf.booking import queries as booking
from anlauf.booking.models import OfficeDay
from anlauf.booking.values import Line
from anlauf.directory import queries as directory
from anlauf.directory import snapshots as places
from anlauf.directory.models import Offering, Office, Service
from anlauf.directory.states import Competence
from anlauf.engine import travel
from anlauf.engine.grid import instant
from anlauf.engine.waits import WaitRange
from anlauf.floor.afar import Nearby
from anlauf.floor.queries.admission import first_from, takes_walk_ins, tickets_from
from anlauf.floor.queries.stops import tickets_stopped
from anlauf.floor.queries.waits import office_waits
from anlauf.floor.queries.wall import look, today

_LOOKED_AT = 6  # the nearest ones; farther away nobody wants to go
_FARTHEST = 15.0  # kilometres


@dataclass(frozen=True)
class _Seen:
    office: Office
    kilometres: float


def nearby(
    here: Office, lines: Sequence[Line], wait: WaitRange | None, *, at: datetime, most: int = 3
) -> list[Nearby]:
    """The quickest other offices for this, way and wait together.

    With a range only those that are quicker than waiting here.
    """
    if not takes_walk_ins(lines):
        return []
    seen = _near(here, _able(here, lines))
    found = [one for each in seen if (one := _possible(each, lines, at=at)) is not None]
    if wait is not None:
        found = [one for one in found if _most_minutes(one) < wait.high]
    return sorted(found, key=lambda one: (_most_minutes(one), one.kilometres))[:most]


def _able(here: Office, lines: Sequence[Line]) -> list[Office]:
    """Others that offer all of it, to people from everywhere this office is responsible for."""
    services = {line.service for line in lines}
    offered = Offering.objects.filter(service__in=services, visible=True)
    by_office: dict[int, set[int]] = {}
    for office, service in offered.values_list("office", "service"):
        by_office.setdefault(office, set()).add(service)
    able = {office for office, known in by_office.items() if known == services}
    rows = directory.offices().filter(pk__in=able - {here.pk})
    bound = Service.objects.filter(pk__in=services, competence=Competence.DISTRICT).exists()
    if not bound:
        return list(rows)
    home = set(here.districts.values_list("pk", flat=True))
    return [
        row
        for row in rows.prefetch_related("districts")
        if home and home <= {district.pk for district in row.districts.all()}
    ]


def _near(here: Office, others: Iterable[Office]) -> list[_Seen]:
    point = places.point(here.place)
    if point is None:
        return []
    pairs = directory.by_distance(others, point)
    known = [_Seen(office, far) for office, far in pairs if far is not None and far <= _FARTHEST]
    return known[:_LOOKED_AT]


def _possible(seen: _Seen, lines: Sequence[Line], *, at: datetime) -> Nearby | None:
    """The office, if somebody who leaves now can still be served there today."""
    office = seen.office.pk
    way = travel.minutes(seen.kilometres)
    there = at + timedelta(minutes=way[1])
    if tickets_stopped(office, at=at) is not None or tickets_from(office, at=there) is not None:
        return None
    try:
        if first_from(office, lines, there, at=at) is None:
            return None
    except (booking.NotOffered, booking.TooMany):  # there fewer people may come at once
        return None
    closes = max(_closings(office, at))
    return Nearby(office, seen.kilometres, way, _wait(office, lines, at=at), closes)


def _wait(office: int, lines: Sequence[Line], *, at: datetime) -> WaitRange | None:
    """The longest of the waits for what the visit needs; None when nobody there can say."""
    known = office_waits(office, at=at).by_skill
    waits = [known.get(skill) for skill in booking.needed(lines, office).skills]
    if not waits or None in waits:
        return None
    return max((each for each in waits if each is not None), key=lambda each: each.high)


def _closings(office: int, at: datetime) -> Iterator[datetime]:
    day = OfficeDay.objects.get(office=office, date=today(at))
    for _start, end in day.spans:
        yield instant(day.date, end, look(at).zone)


def _most_minutes(one: Nearby) -> int:
    return one.way_minutes[1] + (one.wait.high if one.wait else 0)
