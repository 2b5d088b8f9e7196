"""A case goes to another state: the one place where that is written down."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from anlauf.cases import figures, snapshots
from anlauf.cases.models import Case, ClockStop, Step
from anlauf.cases.states import CASE, OVER, CaseState, StopCause
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.engine.casework import Days, Due, first_due
from anlauf.engine.grid import local
from anlauf.engine.lifecycle import ForbiddenMove

_AHEAD = timedelta(days=3 * 366)
_ORDER = ["due_on", "due_reason"]


class NotNow(Refused):
    """What is asked for does not belong to where the case stands."""

    code = "case_stands_elsewhere"
    sentence = _("This case has moved on meanwhile. Please look at it again.")


def held(number: int) -> Case:
    """The case, held until the transaction ends; with its kind and office at hand."""
    return locked(Case.objects.filter(pk=number).select_related("kind__service", "office__area"))


def move(
    case: Case,
    to: CaseState,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    facts: dict[str, object] | None = None,
) -> None:
    """Bring a held case to a state, note it, and give it its place among the others.

    Raises `NotNow` where the life of a case has no such way.
    """
    try:
        CASE.check(CaseState(case.state), to)
    except ForbiddenMove as fault:
        raise NotNow from fault
    before = case.state
    case.state, case.step_since = to, at
    case.closed_at = at if to in OVER else None
    if to in OVER:
        end_stops(case, at=at)
    place(case)
    case.save(update_fields=["state", "step_since", "closed_at", *_ORDER])
    told: dict[str, object] = {"from": before, "kind": case.kind.key} | (facts or {})
    journal.record(verb, case, by=by, at=at, office=case.office_id, facts=told)


def note_down(
    case: Case, verb: str, *, by: Actor, at: datetime, facts: dict[str, object] | None = None
) -> None:
    """Write that something happened to a case which stays where it is, and place it anew."""
    place(case)
    case.save(update_fields=_ORDER)
    journal.record(verb, case, by=by, at=at, office=case.office_id, facts=facts)


def stop(
    case: Case, cause: StopCause, *, at: datetime, whom: str = "", remind_on: date | None = None
) -> None:
    """Let the clock stand still; a second stop for the same cause changes nothing."""
    ClockStop.objects.get_or_create(
        case=case,
        cause=cause,
        whom=whom,
        until=None,
        defaults={"since": at, "remind_on": remind_on},
    )


def go_on(case: Case, cause: StopCause, *, at: datetime, whom: str = "") -> bool:
    """Let the clock run again; tell whether it stood still for this cause."""
    open_ones = case.stops.filter(cause=cause, whom=whom, until=None)
    return bool(open_ones.update(until=at))


def end_stops(case: Case, *, at: datetime) -> None:
    """Let nothing stop the clock any more."""
    case.stops.filter(until=None).update(until=at)


def place(case: Case) -> None:
    """Work out by when somebody must have acted on the case; nobody saves it here."""
    steps = list(Step.objects.filter(kind=case.kind_id))
    found = reckoned(case, list(case.stops.all()), steps)
    case.due_on = None if found is None else found.on
    case.due_reason = "" if found is None else found.reason


def reckoned(case: Case, stops: Sequence[ClockStop], steps: Sequence[Step]) -> Due | None:
    """By when somebody must have acted on the case, and why; None while others have the move.

    The figures are those of the day it came in, so that its place never jumps.
    """
    running = snapshots.clock(case, stops, directory.zone())
    facts = snapshots.facts(case, running, steps, days_around(running.began))
    return None if facts is None else first_due(facts, figures.policy_at(case.received_at).leads)


def days_around(day: date) -> Days:
    """The working days of the city, from a year before this day on."""
    first = day - timedelta(days=366)
    return Days(frozenset(directory.holidays_between(first, day + _AHEAD)))


def today(at: datetime) -> date:
    """The date in the city."""
    return local(at, directory.zone())[0]
