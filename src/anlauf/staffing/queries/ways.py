"""The ways out of a hard day: who is free, whom another office could lend, whose files can wait.

Nobody is proposed whom the referee forbids to work that day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.core import carriers
from anlauf.directory.models import Office
from anlauf.engine.grid import TICK_MINUTES, TICKS
from anlauf.engine.roster import Days, Problem, Roster
from anlauf.engine.roster.period import Period, Worker, key_of, problem
from anlauf.engine.roster.shift import Shift
from anlauf.floor import queries as floor
from anlauf.staffing import models, snapshots
from anlauf.staffing.models import Duty, Employee
from anlauf.staffing.queries import planned
from anlauf.staffing.queries.overview import duties_on
from anlauf.staffing.queries.periods import judged, period_with_floats, plan_of
from anlauf.staffing.relief import Way
from anlauf.staffing.states import StepKind

AT_MOST = 2  # ways of one kind
TRIED = 12  # people of one kind about whom the referee is asked
WORTH_COMING = 12  # ticks at the counter: for less than an hour nobody sets out
NOTICE = timedelta(hours=3)
MOVED_AT_ONCE = 6


@dataclass(frozen=True)
class Scene:
    """An office this moment, and the roster that holds for it today, if any."""

    office: Office
    at: datetime
    now: int
    closes: int
    row: models.Roster | None
    asked: Period | None
    whole: Problem | None
    plan: Roster

    @property
    def day(self) -> int:
        """The day of the roster's period."""
        return 0 if self.row is None else (floor.today(self.at) - self.row.first).days


def scene(office: Office, *, at: datetime) -> Scene | None:
    """Look around; nothing when the office does not open any more today."""
    on_wall = floor.look(at)
    hours = floor.hours_today(office.pk, on_wall)
    if hours is None or hours[1] <= at:
        return None
    closes = min(TICKS, on_wall.tick + round((hours[1] - at) / timedelta(minutes=TICK_MINUTES)))
    today = on_wall.today
    holding = [
        one
        for one in planned.published_rosters(office.pk, today)
        if today in snapshots.dates_of(one)
    ]
    if not holding:
        return Scene(office, at, on_wall.tick, closes, None, None, None, {})
    row = planned.roster(holding[0].pk)
    asked = period_with_floats(row, office.pk, today)
    plan = plan_of(row, asked)
    return Scene(office, at, on_wall.tick, closes, row, asked, problem(asked), plan)


def ways(seen: Scene) -> Iterator[Way]:
    """Everything that could be done, each kind a few times at most."""
    yield from islice(floaters(seen), AT_MOST)
    yield from islice(loans(seen), AT_MOST)
    yield from islice(files(seen), AT_MOST)
    if floor.tickets_stopped(seen.office.pk, at=seen.at) is None:
        yield Way(StepKind.TICKETS)
    found = movable(seen)
    if found:
        yield Way(StepKind.MOVE, many=len(found), appointments=tuple(row.pk for row in found))


def floaters(seen: Scene) -> Iterator[Way]:
    """Who is free today, can serve alone and may be called in, the nearest first."""
    if seen.asked is None:
        return
    able = [one for one in seen.asked.workers if one.skills]
    free = [one for one in able if seen.plan[one.key][seen.day] is None]
    people = _people(free)
    away = _minutes_away(seen.office, people.values())
    order = sorted(free, key=lambda one: (away[people[one.key].home_id], one.key))
    for worker in order[:TRIED]:
        person = people[worker.key]
        minutes = away[person.home_id]
        shift = _best_shift(seen, seen.asked, minutes)
        if shift is None or not _allowed(seen, worker, shift.key):
            continue
        yield Way(
            StepKind.FLOATER,
            who=worker.key,
            name=person.name,
            short=person.home.short,
            skills=worker.skills,
            minutes=max(minutes, (shift.begin - seen.now) * TICK_MINUTES),
            since=max(shift.begin, seen.now),
            until=min(shift.end, seen.closes),
            shift=shift.key,
        )


def loans(seen: Scene) -> Iterator[Way]:
    """Who works elsewhere today and floats, from the offices with the most time left first."""
    if seen.row is None or seen.asked is None:
        return
    today = floor.today(seen.at)
    workers = {one.key: one for one in seen.asked.workers if one.skills}
    rows = Duty.objects.filter(roster=seen.row, date=today, employee__floats=True)
    rows = rows.exclude(office=seen.office).select_related("employee__home", "office", "shift")
    there = [row for row in rows.order_by("pk") if row.employee.number in workers]
    loads = booking.loads_of_day(sorted({row.office_id for row in there}), today, seen.at)
    away = _minutes_between(seen.office, {row.office_id: row.office for row in there})
    spared = {office: one.supply_ahead - one.promised_ahead for office, one in loads.items()}
    order = sorted(there, key=lambda row: (-spared[row.office_id], away[row.office_id], row.pk))
    lenders: set[int] = set()
    for row in order[:TRIED]:
        minutes = away[row.office_id]
        worker, shift = workers[row.employee.number], snapshots.duty_shift(row)
        first = max(shift.begin, seen.now + int(minutes // TICK_MINUTES))
        left = min(shift.end, seen.closes) - first
        if row.office_id in lenders or left < WORTH_COMING:
            continue
        if not _allowed(seen, worker, shift.key):
            continue
        lenders.add(row.office_id)
        yield Way(
            StepKind.LEND,
            who=worker.key,
            name=row.employee.name,
            lender=row.office_id,
            short=row.office.short,
            skills=worker.skills,
            minutes=(first - seen.now) * TICK_MINUTES,
            since=first,
            until=min(shift.end, seen.closes),
            shift=shift.key,
        )


def files(seen: Scene) -> Iterator[Way]:
    """Whose file hours lie ahead: they could serve instead, the longest first."""
    found = []
    for row in duties_on(seen.office.pk, floor.today(seen.at)):
        spans = snapshots.duty_shift(row).files
        ahead = [(max(one.start, seen.now), min(one.end, seen.closes)) for one in spans]
        ticks = sum(max(0, end - start) for start, end in ahead)
        if ticks:
            first = next(start for start, end in ahead if end > start)
            found.append((-ticks, first, max(end for _start, end in ahead), row))
    for _ticks, first, end, row in sorted(found, key=lambda one: (one[0], one[1], one[3].pk)):
        known = row.employee.knowledge.filter(in_training=False)
        skills = frozenset(known.values_list("skill__key", flat=True))
        if not skills:
            continue
        yield Way(
            StepKind.FILES,
            who=row.employee.number,
            name=row.employee.name,
            skills=skills,
            minutes=(first - seen.now) * TICK_MINUTES,
            since=first,
            until=end,
            shift=row.shift.key,
        )


def movable(seen: Scene) -> list[Appointment]:
    """The last appointments of today whose people a letter reaches in good time."""
    rows = [
        row
        for row in booking.appointments_of_day(seen.office.pk, floor.today(seen.at))
        if row.state == AppointmentState.BOOKED
        and row.starts_at >= seen.at + NOTICE
        and _is_reached(row)
    ]
    latest = sorted(rows, key=lambda row: (-row.start, row.pk))[:MOVED_AT_ONCE]
    return booking.conflicts_named([row.pk for row in latest])


def _is_reached(row: Appointment) -> bool:
    return bool(row.email or (row.phone and carriers.sends_sms()))


def _best_shift(seen: Scene, asked: Period, minutes: float) -> Shift | None:
    """The shift of this weekday in which somebody who sets out now serves longest."""
    first = seen.now + int(minutes // TICK_MINUTES)
    weekday = floor.today(seen.at).weekday()
    found = [
        (min(one.end, seen.closes) - max(one.begin, first), -one.minutes, one.key, one)
        for one in asked.shifts
        if weekday in one.weekdays
    ]
    long = [one for one in found if one[0] >= WORTH_COMING]
    return max(long, key=lambda one: one[:3])[3] if long else None


def _allowed(seen: Scene, worker: Worker, shift: str) -> bool:
    """Tell whether the referee lets somebody work this shift here today."""
    if seen.whole is None:
        return False
    key = key_of(worker.post(seen.office.pk, shift))
    if key not in seen.whole.by_key:
        return False
    days = seen.plan[worker.key]
    changed = (*days[: seen.day], key, *days[seen.day + 1 :])
    return _broken(seen.whole, worker.key, changed) <= _broken(seen.whole, worker.key, days)


def _broken(whole: Problem, person: str, days: Days) -> int:
    """How many rules somebody's days break; nobody else's matter for that."""
    alone = replace(whole, people=tuple(one for one in whole.people if one.key == person), needs=())
    return len(judged(alone, {person: days}).violations)


def _people(workers: Iterable[Worker]) -> dict[str, Employee]:
    rows = Employee.objects.filter(number__in=[one.key for one in workers])
    return {row.number: row for row in rows.select_related("home__place")}


def _minutes_away(office: Office, people: Iterable[Employee]) -> dict[int, float]:
    return _minutes_between(office, {row.home_id: row.home for row in people})


def _minutes_between(office: Office, others: dict[int, Office]) -> dict[int, float]:
    here = office.place
    return {number: floor.minutes_between(here, other.place) for number, other in others.items()}
