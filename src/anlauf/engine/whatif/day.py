"""A day at an office of the city, as `engine.simulate` plays it."""

from collections.abc import Iterator
from itertools import pairwise

from anlauf.engine.simulate import (
    Appointment,
    Clerk,
    Habits,
    Line,
    NoShow,
    OfficeDay,
    Service,
    WalkIns,
)
from anlauf.engine.simulate.laws import LogNormal
from anlauf.engine.whatif.model import HALF_HOURS, City, Place, Wish, present

HALF_HOUR = 30.0
PROMISED = 0.9
"""The part of the time for appointments that is promised: the rest is the way to the desk."""
HEAD_START = 10.0
"""Minutes by which somebody with an appointment is called before somebody who came as early."""
LAST = 0.95
"""The part of the day in which appointments begin."""
PATIENCE = LogNormal(mean=90.0, spread=0.6)

BOOKED, CAME = "appointment", "walk-in"


def places_of(city: City, place: Place, weekday: int) -> int:
    """How many appointments a day has room for."""
    minutes = _counter_minutes(place, weekday)
    length = _usual_minutes(city, place)
    return int(PROMISED * minutes * _share_booked(city, place) / length) if length else 0


def office_day(
    city: City, place: Place, weekday: int, *, factor: float, booked: int
) -> OfficeDay | None:
    """The day with so many appointments and walk-ins of this season; nothing when it is closed."""
    clerks = tuple(_clerks(place, weekday))
    if not clerks:
        return None
    skills = {kind.name: kind.skill for kind in city.kinds}
    able = frozenset[str]().union(*(clerk.skills for clerk in clerks))
    wishes = [wish for wish in place.wishes if skills[wish.kind] in able]
    known = {wish.kind for wish in wishes}
    services = tuple(
        Service(kind.name, kind.skill, LogNormal(kind.minutes, kind.spread))
        for kind in city.kinds
        if kind.name in known
    )
    if not services:
        return None
    return OfficeDay(
        services=services,
        lines=(Line(BOOKED, HEAD_START, 1.0), Line(CAME, 0.0, 1.0, patience=PATIENCE)),
        clerks=clerks,
        desks=max(1, place.desks),
        walk_ins=tuple(_walk_ins(place, weekday, wishes, factor)),
        appointments=tuple(_appointments(place, weekday, wishes, booked)),
        habits=Habits(no_show=NoShow((0,), (city.no_show,))),
    )


def _clerks(place: Place, weekday: int) -> Iterator[Clerk]:
    for number, team in enumerate(place.teams):
        spans = present(team, place.opening) if team.weekday == weekday else ()
        if not spans or not team.skills:
            continue
        breaks = tuple((one[1], two[0]) for one, two in pairwise(spans))
        for each in range(team.clerks):
            name = f"{number}-{each}"
            yield Clerk(name, team.skills, spans[0][0], spans[-1][1], breaks)


def _walk_ins(place: Place, weekday: int, wishes: list[Wish], factor: float) -> Iterator[WalkIns]:
    """Everybody without an appointment; the flows are there on every day, so that luck is kept."""
    share = _share_of_week(place, weekday)
    shape = open_profile(place, weekday)
    for wish in wishes:
        many = wish.walk_ins * share * factor
        yield WalkIns(wish.kind, CAME, tuple(many * part for part in shape))


def open_profile(place: Place, weekday: int) -> tuple[float, ...]:
    """When walk-ins come on this day: what lies before or between openings waits for the next."""
    is_open = [
        any(start < (half + 1) * HALF_HOUR and end > half * HALF_HOUR for start, end in spans)
        for spans in (place.opening[weekday],)
        for half in range(HALF_HOURS)
    ]
    found = [0.0] * HALF_HOURS
    doors = [half for half, here in enumerate(is_open) if here]
    if not doors:
        return tuple(found)
    for half, part in enumerate(place.profile):
        later = next((door for door in doors if door >= half), doors[-1])
        found[later] += part
    total = sum(found)
    return tuple(part / total for part in found) if total else tuple(found)


def _appointments(
    place: Place, weekday: int, wishes: list[Wish], booked: int
) -> Iterator[Appointment]:
    """So many, spread evenly over the time of the clerks; kinds mixed as they are asked for."""
    total = sum(wish.booked for wish in wishes)
    if not total:
        return
    owed = dict.fromkeys((wish.kind for wish in wishes), 0.0)
    for number in range(booked):
        for wish in wishes:
            owed[wish.kind] += wish.booked / total
        kind = max(owed, key=lambda one: owed[one])
        owed[kind] -= 1.0
        due = _moment(place, weekday, LAST * (number + 0.5) / booked)
        yield Appointment(kind, due - due % 5.0, BOOKED, lead=1)


def _moment(place: Place, weekday: int, share: float) -> float:
    """When so large a part of the clerks' time has passed."""
    pieces = _pieces(place, weekday)
    passed = share * sum(there * (end - start) for start, end, there in pieces)
    for start, end, there in pieces:
        if there and passed <= there * (end - start):
            return start + passed / there
        passed -= there * (end - start)
    return pieces[-1][1]


def _pieces(place: Place, weekday: int) -> list[tuple[float, float, int]]:
    """The day cut where somebody comes or goes, with how many clerks are at counters then."""
    presences = _presences(place, weekday)
    edges = sorted({edge for start, end, _clerks in presences for edge in (start, end)})
    return [
        (
            start,
            end,
            min(place.desks, sum(many for one, other, many in presences if one <= start < other)),
        )
        for start, end in pairwise(edges)
    ]


def _presences(place: Place, weekday: int) -> list[tuple[float, float, int]]:
    return [
        (start, end, team.clerks)
        for team in place.teams
        if team.weekday == weekday
        for start, end in present(team, place.opening)
    ]


def _counter_minutes(place: Place, weekday: int) -> float:
    """Minutes of clerks at counters; no more of them at once than there are desks."""
    return sum(there * (end - start) for start, end, there in _pieces(place, weekday))


def _share_of_week(place: Place, weekday: int) -> float:
    total = sum(place.open_minutes)
    return place.open_minutes[weekday] / total if total else 0.0


def _share_booked(city: City, place: Place) -> float:
    """The part of the work that comes with an appointment."""
    minutes = {kind.name: kind.minutes for kind in city.kinds}
    booked = sum(wish.booked * minutes[wish.kind] for wish in place.wishes)
    came = sum(wish.walk_ins * minutes[wish.kind] for wish in place.wishes)
    return booked / (booked + came) if booked + came else 0.0


def _usual_minutes(city: City, place: Place) -> float:
    minutes = {kind.name: kind.minutes for kind in city.kinds}
    booked = sum(wish.booked for wish in place.wishes)
    work = sum(wish.booked * minutes[wish.kind] for wish in place.wishes)
    return work / booked if booked else 0.0
