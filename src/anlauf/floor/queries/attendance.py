"""Who is missing: clerks by the plan of the day, in numbers and without names, and guests."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from anlauf.booking.models import Appointment, AppointmentService
from anlauf.booking.states import AppointmentState
from anlauf.directory.models import Skill
from anlauf.directory.states import Channel
from anlauf.engine.waits.duty import Planned, group_of
from anlauf.floor.outlooks import Crew, Guests, Late, Wording
from anlauf.floor.queries.rooms import planned_groups
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.wall import look
from anlauf.floor.values import Seat

_MINUTE = timedelta(minutes=1)
_AN_HOUR = timedelta(hours=1)


def crews(office: int, *, at: datetime) -> tuple[Crew, ...]:
    """Every group planned for this moment or sitting here, with the clerks who have logged on.

    Whoever sits here counts for the planned group whose skills are most like theirs.
    """
    groups = [group for group in planned_groups(office, look(at)) if group.counts[0]]
    seats: dict[Planned | None, list[Seat]] = {}
    for seat in open_sessions(office):
        seats.setdefault(group_of(seat.skills, groups), []).append(seat)
    names = skill_names({skill for group in groups for skill in group.skills})
    alike: dict[frozenset[str], Crew] = {}
    for group in groups:
        shown = frozenset(names.keys() & group.skills)
        crew = _crew(group, seats.get(group, []), names)
        alike[shown] = _together(alike[shown], crew) if shown in alike else crew
    found = list(alike.values())
    others = seats.get(None, [])
    if others:
        resting = sum(not seat.calls for seat in others)
        found.append(Crew((), planned=0, there=len(others), resting=resting))
    return tuple(found)


def guests(office: int, *, at: datetime) -> Guests:
    """Whom the office still waits for today."""
    rows = Appointment.objects.filter(
        day__office=office,
        day__date=look(at).today,
        state=AppointmentState.BOOKED,
        channel=Channel.VISIT,
    )
    starts = dict(rows.order_by("starts_at", "pk").values_list("pk", "starts_at"))
    late = [pk for pk, start in starts.items() if start < at]
    services: dict[int, list[Wording]] = {}
    lines = AppointmentService.objects.filter(appointment__in=late).order_by("pk")
    for pk, name in lines.values_list("appointment", "service__name"):
        services.setdefault(pk, []).append(name)
    soon = Counter(start < at + _AN_HOUR for start in starts.values() if start >= at)
    return Guests(
        late=tuple(
            Late(starts[pk], (at - starts[pk]) // _MINUTE, tuple(services.get(pk, ())))
            for pk in late
        ),
        within_the_hour=soon[True],
        afterwards=soon[False],
    )


def skill_names(keys: set[str]) -> dict[str, Wording]:
    """What these skills are called."""
    return dict(Skill.objects.filter(key__in=keys).values_list("key", "name"))


def _together(one: Crew, other: Crew) -> Crew:
    """Two groups that nobody can tell apart by what they can do."""
    return replace(
        one,
        planned=one.planned + other.planned,
        there=one.there + other.there,
        resting=one.resting + other.resting,
    )


def _crew(group: Planned, seats: list[Seat], names: dict[str, Wording]) -> Crew:
    return Crew(
        skills=tuple(names[key] for key in sorted(group.skills) if key in names),
        planned=group.counts[0],
        there=len(seats),
        resting=sum(not seat.calls for seat in seats),
    )
