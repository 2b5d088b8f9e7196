"""New times for those who lose theirs by a change: for all of them at once."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlauf.booking import snapshots
from anlauf.booking.decisions import Target
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.queries.needs import NotOffered, TooMany, counted, terms
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Line
from anlauf.directory import queries as directory
from anlauf.engine.capacity import Need, Page
from anlauf.engine.grid import local
from anlauf.engine.rebooking import Bounds, Displaced, rebooked

NOTICE = timedelta(hours=3)
"""So soon somebody can be asked to come at a later time than planned."""

SOONER = timedelta(days=2)
"""So long before it somebody must know of a time that is earlier than planned."""

NEIGHBOURS = 4

_Lines = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Around:
    """Where people of one office could go: its neighbours, and those that share a district."""

    office: int
    near: Mapping[int, float]
    same_districts: frozenset[int]

    @property
    def offices(self) -> tuple[int, ...]:
        """All offices in question, the own one first."""
        return (self.office, *self.near)


def proposals(
    conflicts: Sequence[Appointment], changed: Mapping[date, Page], *, at: datetime
) -> dict[int, Target]:
    """The best new time for each of these appointments of one office, where there is one.

    `changed` are the pages of the office as they will be.
    """
    if not conflicts:
        return {}
    around = _around(conflicts[0].day.office)
    answer = rebooked(
        _displaced(conflicts, around),
        _pages(around, changed, at=at),
        _bounds(at),
    )
    return {
        row.pk: Target(int(str(place.office)), place.date, place.start)
        for row in conflicts
        if (place := answer.places.get(row.pk))
    }


def need_elsewhere(appointment: Appointment, office: int) -> Need:
    """What the visit takes at an office: at its own what was promised, elsewhere what holds there.

    Raises NotOffered or TooMany.
    """
    if office == appointment.day.office_id:
        return Need(frozenset(appointment.skills), appointment.ticks)
    lines = [Line(row.service_id, row.count) for row in appointment.services.all()]
    return terms(counted(lines), [office], channel=appointment.channel).needs[office]


def _around(office: directory.Office) -> Around:
    near = directory.neighbours(office, most=NEIGHBOURS)
    return Around(office.pk, near, frozenset(directory.shares_districts(office.pk, list(near))))


def _displaced(conflicts: Iterable[Appointment], around: Around) -> list[Displaced]:
    known: dict[tuple[_Lines, str], Mapping[int, Need]] = {}
    kilometres: dict[Hashable, float] = {}
    kilometres.update(around.near.items())
    people = []
    for row in conflicts:
        lines = tuple(sorted((line.service_id, line.count) for line in row.services.all()))
        kind = (lines, row.channel)
        if kind not in known:
            known[kind] = _needs(lines, row.channel, around)
        needs: dict[Hashable, Need] = {}
        needs.update(known[kind].items())
        needs[around.office] = Need(frozenset(row.skills), row.ticks)
        people.append(
            Displaced(
                key=row.pk,
                office=around.office,
                date=row.day.date,
                start=row.start,
                needs=needs,
                kilometres=kilometres,
                rank=_rank(row),
            )
        )
    return people


def _needs(lines: _Lines, channel: str, around: Around) -> Mapping[int, Need]:
    """What the visit takes at each neighbour that may serve it."""
    services = [service for service, _count in lines]
    may = around.offices[1:]
    if not directory.city_wide(services):
        may = tuple(office for office in may if office in around.same_districts)
    wanted = counted([Line(service, count) for service, count in lines])
    try:
        return terms(wanted, may, channel=channel).needs
    except (NotOffered, TooMany):
        return {}


def _rank(row: Appointment) -> tuple[int, ...]:
    """Urgent before not urgent, then whoever booked first."""
    booked = int(row.booked_at.timestamp()) if row.booked_at else 0
    return (0 if row.urgency_id else 1, booked, row.pk)


def _pages(
    around: Around, changed: Mapping[date, Page], *, at: datetime
) -> dict[tuple[object, date], Page]:
    today = local(at, directory.zone())[0]
    days = OfficeDay.objects.filter(
        office__in=around.offices, date__range=(today, today + policy_at(at).horizon)
    )
    stored = {(day.office_id, day.date): snapshots.page(day) for day in days.order_by("pk")}
    anew = {(around.office, on): page for on, page in changed.items()}
    return {key: page for key, page in {**stored, **anew}.items() if page.groups}


def _bounds(at: datetime) -> Bounds:
    zone = directory.zone()
    return Bounds(local(at + NOTICE, zone), local(at + SOONER, zone))
