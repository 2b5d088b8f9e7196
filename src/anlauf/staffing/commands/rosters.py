"""A roster is begun, solved, stopped and changed by hand.

Solving happens in a process of its own, which takes a turn: only the news of the newest turn
count, so a process that everybody believed dead can do no harm when it comes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import SYSTEM, Actor
from anlauf.core.locking import first_free, locked
from anlauf.core.refusal import Refused
from anlauf.directory.models import Office
from anlauf.engine.roster import Roster as Plan
from anlauf.engine.roster.period import post_of
from anlauf.staffing import queries
from anlauf.staffing.models import Duty, Employee, Roster, ShiftPattern
from anlauf.staffing.states import ROSTER, RosterState

MONDAY = 0
WEEK = 7
LONGEST_WEEKS = 8
SILENCE = timedelta(seconds=60)
"""Who has not said anything for so long solves no more."""


class NotOnMonday(Refused):
    """A period of weeks that begins in the middle of one."""

    code = "not_on_monday"
    sentence = _("A plan begins on a Monday. Please choose another first day.")


class NotThisPlan(Refused):
    """A plan is asked for something that it is not ready for."""

    code = "not_this_plan"
    sentence = _("That is not possible now: this plan is “%(state)s”. Please look at it again.")

    def __init__(self, row: Roster) -> None:
        super().__init__(state=str(RosterState(row.state).label))


@dataclass(frozen=True)
class Begun:
    """What somebody wants to plan: from a Monday on so many weeks, for these offices."""

    name: str
    first: date
    weeks: int
    offices: Sequence[int]
    seconds: int = 300


@dataclass(frozen=True)
class Found:
    """What a search has found so far, and how it went."""

    cost: float | None
    bound: float | None
    steps: Sequence[Sequence[Any]]
    plan: Mapping[str, Sequence[str | None]]


@transaction.atomic
def begin(wanted: Begun, *, by: Actor, at: datetime) -> Roster:
    """A draft without any duty."""
    if wanted.first.weekday() != MONDAY:
        raise NotOnMonday
    row = Roster.objects.create(
        name=wanted.name,
        first=wanted.first,
        days=WEEK * min(wanted.weeks, LONGEST_WEEKS),
        offices=sorted(wanted.offices),
        seconds=wanted.seconds,
        made_at=at,
    )
    _record("staffing.roster_begun", row, by=by, at=at, facts={"offices": len(wanted.offices)})
    return row


@transaction.atomic
def ask_to_solve(number: int, *, by: Actor, at: datetime) -> Roster:
    """Let the next free process look for the best duties."""
    row = locked(Roster.objects.filter(pk=number))
    _refuse_unless_may(row, RosterState.SOLVING)

    row.state, row.stopping, row.beat_at = RosterState.SOLVING, False, None
    row.steps, row.explanation = [], []
    row.save(update_fields=["state", "stopping", "beat_at", "steps", "explanation"])
    _record("staffing.roster_asked_for", row, by=by, at=at)
    return row


@transaction.atomic
def ask_to_stop(number: int, *, by: Actor, at: datetime) -> Roster:
    """Let the search end as soon as it can, with the best it has found."""
    row = locked(Roster.objects.filter(pk=number))
    if row.state != RosterState.SOLVING:
        raise NotThisPlan(row)
    row.stopping = True
    row.save(update_fields=["stopping"])
    _record("staffing.roster_stopped", row, by=by, at=at)
    return row


@transaction.atomic
def take(*, at: datetime) -> Roster | None:
    """The next roster that waits for a process, or whose process has fallen silent."""
    waiting = queries.waiting_rosters(at - SILENCE)
    row = first_free(waiting)
    if row is None:
        return None
    row.turn += 1
    row.beat_at = at
    row.save(update_fields=["turn", "beat_at"])
    _record("staffing.roster_taken", row, by=SYSTEM, at=at, facts={"turn": row.turn})
    return row


@transaction.atomic
def goes_on(number: int, turn: int, *, at: datetime) -> bool:
    """Say that the search is alive; tell whether it shall go on."""
    row = locked(Roster.objects.filter(pk=number))
    if row.turn != turn or row.state != RosterState.SOLVING:
        return False
    row.beat_at = at
    row.save(update_fields=["beat_at"])
    return not row.stopping


@transaction.atomic
def need(number: int, turn: int, needs: Sequence[Mapping[str, Any]]) -> bool:
    """Write down what is needed; tell whether this turn still counts."""
    row = locked(Roster.objects.filter(pk=number))
    if row.turn != turn:
        return False
    row.needs = list(needs)
    row.save(update_fields=["needs"])
    return True


@transaction.atomic
def keep(number: int, turn: int, found: Found) -> bool:
    """Write down the best so far, so that nothing is lost when the process dies."""
    row = locked(Roster.objects.filter(pk=number))
    if row.turn != turn:
        return False
    _told(row, found)
    row.save(update_fields=["cost", "bound", "steps", "plan"])
    return True


@transaction.atomic
def finish(
    number: int, turn: int, found: Found, explanation: Sequence[str], *, at: datetime
) -> Roster:
    """The search is over: its best duties are proposed, or the draft says why there are none."""
    row = locked(Roster.objects.filter(pk=number))
    if row.turn != turn or row.state != RosterState.SOLVING:
        return row

    _told(row, found)
    row.plan, row.explanation, row.beat_at = {}, list(explanation), None
    then = RosterState.PROPOSED if found.plan else RosterState.DRAFT
    ROSTER.check(RosterState(row.state), then)
    row.state = then
    row.save()
    if found.plan:
        _write(row, found.plan)
    _record("staffing.roster_found", row, by=SYSTEM, at=at, facts={"turn": turn})
    return row


@transaction.atomic
def set_duty(
    number: int, person: str, on: date, post: tuple[int, str] | None, *, by: Actor, at: datetime
) -> Roster:
    """Give somebody another duty on a day of a proposal, or none."""
    row = locked(Roster.objects.filter(pk=number))
    if row.state != RosterState.PROPOSED:
        raise NotThisPlan(row)
    employee = Employee.objects.select_related("home").get(number=person)
    price = queries.price_of(row, employee, _place(row, employee, on, post), on, post)
    row.duties.filter(employee=employee, date=on).delete()
    if post is not None:
        office, shift = post
        pattern = ShiftPattern.objects.get(key=shift)
        Duty.objects.create(roster=row, employee=employee, date=on, office_id=office, shift=pattern)
    row.cost = (row.cost or 0.0) + price
    row.save(update_fields=["cost"])
    _record("staffing.duty_changed", row, by=by, at=at, facts={"date": on.isoformat()})
    return row


@transaction.atomic
def discard(number: int, *, by: Actor, at: datetime) -> None:
    """Throw a draft or a proposal away."""
    row = locked(Roster.objects.filter(pk=number))
    if row.state not in {RosterState.DRAFT, RosterState.PROPOSED}:
        raise NotThisPlan(row)
    _record("staffing.roster_discarded", row, by=by, at=at)
    row.delete()


def _place(row: Roster, person: Employee, on: date, post: tuple[int, str] | None) -> Office:
    """The office whose needs a changed day touches."""
    if post is not None:
        return Office.objects.get(pk=post[0])
    now = row.duties.filter(employee=person, date=on).select_related("office").first()
    return now.office if now else person.home


def _told(row: Roster, found: Found) -> None:
    row.cost, row.bound = found.cost, found.bound
    row.steps = [list(step) for step in found.steps]
    row.plan = {person: list(days) for person, days in found.plan.items()}


def _write(row: Roster, plan: Plan | Mapping[str, Sequence[str | None]]) -> None:
    people = dict(Employee.objects.filter(number__in=plan).values_list("number", "pk"))
    shifts = dict(ShiftPattern.objects.values_list("key", "pk"))
    row.duties.all().delete()
    Duty.objects.bulk_create(
        Duty(
            roster=row,
            employee_id=people[person],
            date=row.first + timedelta(days=day),
            office_id=post_of(key).office,
            shift_id=shifts[post_of(key).shift],
        )
        for person, days in plan.items()
        for day, key in enumerate(days)
        if key
    )


def _refuse_unless_may(row: Roster, then: RosterState) -> None:
    if not ROSTER.may(RosterState(row.state), then):
        raise NotThisPlan(row)


def _record(
    verb: str, row: Roster, *, by: Actor, at: datetime, facts: dict[str, object] | None = None
) -> None:
    known: dict[str, object] = {"first": row.first.isoformat(), "days": row.days, **(facts or {})}
    journal.record(verb, row, by=by, at=at, facts=known)
