"""What a change would do, before anything is saved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from anlauf.booking import queries as booking
from anlauf.booking.decisions import Target
from anlauf.booking.queries import Appointment, DayChange, TooShort
from anlauf.booking.values import FURTHEST_DAYS, Supply
from anlauf.directory import queries as directory
from anlauf.directory import schedule as schedules
from anlauf.directory.models import Offering
from anlauf.directory.snapshots import Hours
from anlauf.staffing import lines as patterns
from anlauf.staffing import plans, snapshots, tours
from anlauf.staffing.models import Roster, StaffPattern
from anlauf.staffing.plans import Book, Plan
from anlauf.staffing.queries.opened import by_date, comings, days_by_tours
from anlauf.staffing.queries.supply import State, state_of, supply_in, today
from anlauf.staffing.states import ChangeKind
from anlauf.staffing.tours import Day

DAYS_AHEAD = FURTHEST_DAYS
"""More than the horizon of booking, so that its last day is always there."""


@dataclass(frozen=True)
class Preview:
    """The dates whose supply would change, with their conflicts; visits that would be too short."""

    plan: Plan
    days: tuple[DayChange, ...]
    too_short: tuple[TooShort, ...] = ()

    @property
    def conflicts(self) -> tuple[Appointment, ...]:
        """Everybody about whom somebody must decide, by date and time."""
        return tuple(row for day in self.days for row in day.conflicts)

    @property
    def holds(self) -> int:
        """How many times are just being booked that would be lost."""
        return sum(len(day.clash.holds) for day in self.days)


def preview(plan: Plan, *, at: datetime) -> Preview:
    """What this plan would do at this moment."""
    supplies = dict(_supplies(state_with(plan), at))
    days = booking.changes_of_supply(plan.office, supplies, at=at)
    too_short = _too_short(plan, at) if plan.kind == ChangeKind.DURATION else ()
    return Preview(plan, tuple(days), too_short)


def preview_rosters(row: Roster, holding: Sequence[Roster], *, at: datetime) -> list[Preview]:
    """What would happen at each office of a roster, in its time, if these rosters held."""
    found = []
    for office in row.offices:
        state = replace(state_of(office), holding=holding)
        supplies = supply_in(state, max(row.first, today(at)), row.last)
        days = booking.changes_of_supply(office, dict(supplies), at=at)
        if days:
            found.append(Preview(plans.roster(office), tuple(days)))
    return found


def preview_tours(days: Sequence[Day], offices: Iterable[int], *, at: datetime) -> list[Preview]:
    """What would happen at each of these offices if the teams' days were these."""
    since = today(at)
    until = since + timedelta(days=DAYS_AHEAD)
    dates = {day.date for day in days}
    found = []
    for office in offices:
        wanted = schedule_by_tours(office, days)
        coming = by_date(comings([office], since, until, days))
        state = replace(state_of(office), hours=_hours(wanted), coming=coming)
        supplies = {on: supply for on, supply in _supplies(state, at) if on in dates}
        changes = booking.changes_of_supply(office, supplies, at=at)
        if changes:
            found.append(Preview(plans.tour(office), tuple(changes)))
    return found


def schedule_by_tours(office: int, days: Sequence[Day]) -> schedules.Schedule:
    """The office's schedule with what tours say about the dates of these days."""
    known = directory.schedule_of(office)
    dates = {day.date for day in days}
    kept = tuple(
        one for one in known.other_days if one.date not in dates or not tours.is_of_tours(one)
    )
    said = days_by_tours(office, min(dates), max(dates), days)
    wanted = [one for on, one in sorted(said.items()) if on in dates]
    return schedules.Schedule(known.rules, (*kept, *wanted))


def proposals(shown: Preview, *, at: datetime) -> Mapping[int, Target]:
    """The best new times for everybody in conflict, found for all of them together."""
    found = booking.conflicts_named([row.pk for row in shown.conflicts])
    pages = {day.date: day.clash.settlement.page for day in shown.days}
    return booking.proposals(found, pages, at=at)


def pending(office: int, *, at: datetime) -> tuple[DayChange, ...]:
    """The dates still on old supply, because appointments stand in the way of the new one."""
    shown = preview(plans.supply(office), at=at)
    return tuple(day for day in shown.days if day.conflicts)


def differing_supplies(office: int, *, at: datetime) -> dict[date, Supply]:
    """What is to be written so that the pages say what the rows say."""
    supplies = dict(_supplies(state_of(office), at))
    dates = booking.dates_to_write(office, supplies)
    return {on: supplies[on] for on in dates}


def present(plan: Plan) -> Book:
    """How the things are that the plan is about, in the form in which it says how they shall be."""
    if plan.kind == ChangeKind.HOURS:
        return schedules.written(directory.schedule_of(plan.office))
    if plan.kind == ChangeKind.DAYS:
        dates = set(plans.dates_of(plan.after))
        known = directory.schedule_of(plan.office).other_days
        there = [day for day in known if day.date in dates]
        return {"dates": plan.after["dates"], "days": schedules.days_written(there)}
    if plan.kind == ChangeKind.STAFF:
        return {"lines": patterns.written(lines_of(plan.office))}
    if plan.kind == ChangeKind.DURATION:
        row = offering_of(plan)
        service = plan.after["service"]
        return {"service": service, "minutes": row.minutes, "further": row.minutes_further}
    return {}


def state_with(plan: Plan) -> State:
    """The office as it would be."""
    state = state_of(plan.office)
    if plan.kind == ChangeKind.HOURS:
        return replace(state, hours=_hours(schedules.read(plan.after)))
    if plan.kind == ChangeKind.DAYS:
        return replace(state, hours=_hours(schedule_with(plan)))
    if plan.kind == ChangeKind.STAFF:
        return replace(state, patterns=snapshots.expected(patterns.read(plan.after["lines"])))
    return state


def schedule_with(plan: Plan) -> schedules.Schedule:
    """The schedule with the plan's particular days instead of those it replaces."""
    known = directory.schedule_of(plan.office)
    wanted = schedules.days_read(plan.after["days"])
    return known.without(plans.dates_of(plan.after)).with_days(wanted)


def lines_of(office: int) -> tuple[patterns.Line, ...]:
    """The staff patterns of an office as lines."""
    rows = StaffPattern.objects.filter(office=office).prefetch_related("skills")
    return tuple(sorted(snapshots.line(row) for row in rows))


def offering_of(plan: Plan) -> Offering:
    """The offering whose length the plan changes."""
    return Offering.objects.get(office=plan.office, service=plan.after["service"])


def _hours(wanted: schedules.Schedule) -> Hours:
    return Hours(wanted.rules, tuple(day.said("de") for day in wanted.other_days))


def _supplies(state: State, at: datetime) -> list[tuple[date, Supply]]:
    since = today(at)
    return list(supply_in(state, since, since + timedelta(days=DAYS_AHEAD)))


def _too_short(plan: Plan, at: datetime) -> tuple[TooShort, ...]:
    return booking.too_short(
        offering_of(plan), minutes=plan.after["minutes"], further=plan.after["further"], at=at
    )
