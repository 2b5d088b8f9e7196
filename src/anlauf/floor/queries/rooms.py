"""An office's waiting room as the engine plays it: who waits, who comes, who calls until when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from anlauf.booking import snapshots as pages
from anlauf.booking.models import Appointment, AppointmentService, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.directory.models import Desk as DeskRow
from anlauf.engine.grid import TICK_MINUTES, TICKS, instant
from anlauf.engine.service_times import Law, Learned, law_of, part_of_day, together, usual
from anlauf.engine.waits import Desk, Flow, Newcomer, Person, Room
from anlauf.engine.waits.duty import Planned, Resting, on_duty
from anlauf.floor import snapshots
from anlauf.floor.models import Item, Visit
from anlauf.floor.queries.learned import RoomHabits, habits_of, learned_at, planned_at
from anlauf.floor.queries.queue import in_state
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.tempo import tempo_of
from anlauf.floor.queries.wall import Wall, look
from anlauf.floor.states import AT_A_DESK, HOLDS_A_PLACE, IN_LINE, TicketState
from anlauf.floor.values import FloorPolicy

_MINUTE = timedelta(minutes=1)
_LATE_AT_MOST = timedelta(minutes=30)
PAUSE, OTHER_WORK = 20.0, 10.0  # minutes a break, or other work, probably takes from now
_WALK_INS_AHEAD = 90.0
A_WALK_IN = 12.0  # minutes a walk-in who has not come yet probably takes
_Line = tuple[int, int]  # a service and how often


@dataclass(frozen=True)
class Times:
    """How long visits take at one office at this time of the day."""

    office: int
    planned: Mapping[int, tuple[int, int]]
    learned: Learned
    hour: int

    def law(self, lines: Iterable[_Line], minutes: float) -> Law:
        """The law of a visit for these services that is planned for so many minutes in all."""
        part = part_of_day(self.hour)
        laws, sure = [], 0.0
        for service, count in lines:
            first, further = self.planned.get(service, (TICK_MINUTES, 0))
            each = first + further * (count - 1)
            sure += each
            laws.append(law_of(each, self.learned.of(service, self.office, part)))
        if not laws:
            return law_of(minutes, usual())
        return together(laws).times(minutes / sure)


@dataclass(frozen=True)
class Present:
    """Somebody in the building and what they came for."""

    visit: Visit
    lines: Sequence[_Line]


def room_of(
    office: int,
    *,
    at: datetime,
    newcomers: Sequence[Newcomer] = (),
    policy: FloorPolicy | None = None,
) -> Room:
    """Look around in the office."""
    on_wall = look(at)
    rule = policy or policy_of(office, on_wall.today)
    known = habits_of(office, at=at)
    hour = on_wall.tick * TICK_MINUTES // 60
    times = Times(office, planned_at(office, at=at), learned_at(at), hour)
    present, today = _present(office, on_wall), tempo_of(office, on_wall)
    small = rule.dispatch.small_minutes
    people = [
        *(_waiting(one, times, at, small) for one in present if one.visit.state in IN_LINE),
        *_expected(office, on_wall, times, small),
    ]
    return Room(
        desks=_desks(office, present, times, on_wall, rule),
        people=tuple(people),
        flows=tuple(_flows(known, times)) if _matters(people, rule) else (),
        newcomers=tuple(newcomers),
        policy=rule.dispatch,
        habits=known.habits,
        turnover=known.turnover,
        tempo=today.times,
        pace=today.spread,
    )


def _present(office: int, on_wall: Wall) -> list[Present]:
    """Everybody in the building or on the way to it, in the order of their arrival in line."""
    rows = in_state(office, on_wall.today, *HOLDS_A_PLACE).select_related("appointment")
    found = list(rows.order_by("arrived_at", "number"))
    lines: dict[int, list[_Line]] = {}
    wanted = Item.objects.filter(visit__in=[row.pk for row in found]).order_by("pk")
    for visit, service, count in wanted.values_list("visit", "service", "count"):
        lines.setdefault(visit, []).append((service, count))
    return [Present(row, lines.get(row.pk, [])) for row in found]


def _waiting(one: Present, times: Times, at: datetime, small: int) -> Person:
    row = one.visit
    standing = snapshots.standing(row)
    return Person(
        key=row.pk,
        skills=standing.skills,
        takes=times.law(one.lines, row.minutes),
        came=(row.arrived_at - at) / _MINUTE,
        due=None if row.due_at is None else (row.due_at - at) / _MINUTE,
        urgent=standing.urgent,
        small=row.minutes <= small,
        desk=row.wanted_desk_id,
    )


def _expected(office: int, on_wall: Wall, times: Times, small: int) -> Iterator[Person]:
    """Appointments of today whose visitors may still come; calls are never late."""
    rows = Appointment.objects.filter(
        day__office=office,
        day__date=on_wall.today,
        state=AppointmentState.BOOKED,
        starts_at__gte=on_wall.at - _LATE_AT_MOST,
    )
    found = list(rows.order_by("starts_at", "pk"))
    lines: dict[int, list[_Line]] = {}
    wanted = AppointmentService.objects.filter(appointment__in=[row.pk for row in found])
    for appointment, service, count in wanted.values_list("appointment", "service", "count"):
        lines.setdefault(appointment, []).append((service, count))
    for row in found:
        minutes = row.ticks * TICK_MINUTES
        yield Person(
            key=("appointment", row.pk),
            skills=frozenset(row.skills),
            takes=times.law(lines.get(row.pk, []), minutes),
            due=(row.starts_at - on_wall.at) / _MINUTE,
            small=minutes <= small,
        )


def _desks(
    office: int, present: Sequence[Present], times: Times, on_wall: Wall, rule: FloorPolicy
) -> tuple[Desk, ...]:
    numbers = dict(DeskRow.objects.filter(office=office).values_list("pk", "number"))
    taken = {one.visit.desk_id: one for one in present if one.visit.state in AT_A_DESK}
    calling, resting = [], []
    for seat in open_sessions(office):
        pickup = numbers.get(seat.desk) in rule.dispatch.pickup_desks
        desk = Desk(seat.desk, seat.skills, pickup, first=seat.first)
        if not seat.calls:
            resting.append(Resting(desk, OTHER_WORK if seat.work else PAUSE))
        elif seat.desk in taken:
            one = taken[seat.desk]
            law = times.law(one.lines, one.visit.minutes)
            calling.append(replace(desk, serving=law, served=_served(one.visit, on_wall.at)))
        else:
            calling.append(desk)
    return on_duty(calling, resting, planned_groups(office, on_wall))


def _served(visit: Visit, at: datetime) -> float:
    """Minutes since the visitor reached the desk; whoever is on the way has all before them."""
    if visit.state == TicketState.CALLED:
        return 0.0
    return max(0.0, (at - visit.since) / _MINUTE)


def planned_groups(office: int, on_wall: Wall) -> list[Planned]:
    """Supply by group, from the present tick on."""
    day = OfficeDay.objects.filter(office=office, date=on_wall.today).first()
    if day is None:
        return []
    now = on_wall.tick
    passed = (on_wall.at - instant(on_wall.today, now, on_wall.zone)) / _MINUTE
    edges = tuple(TICK_MINUTES * tick - passed for tick in range(TICKS - now))
    return [
        Planned(group.skills, tuple(group.supply[now:]), edges)
        for group in pages.page(day).groups
        if any(group.supply[now:])
    ]


def _matters(people: Sequence[Person], rule: FloorPolicy) -> bool:
    """Tell whether walk-ins still to come can be called before somebody who waits now."""
    early = any(one.came is not None and (one.due or 0) > 0 for one in people)
    return early or bool(rule.dispatch.pickup_desks or rule.dispatch.rare_skills)


def _flows(known: RoomHabits, times: Times) -> Iterator[Flow]:
    for skills, by_hour in known.walk_ins:
        hour = min(times.hour, len(by_hour) - 1)
        if by_hour[hour] > 0:
            yield Flow(
                skills=skills,
                takes=law_of(A_WALK_IN, usual()),
                a_minute=by_hour[hour] / 60,
                until=_WALK_INS_AHEAD,
            )
