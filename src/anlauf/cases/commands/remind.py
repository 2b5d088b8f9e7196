"""What is done about a case by itself, on its day: remind of papers, bridge the end of a permit.

Each case is a transaction of its own that looks again once it holds the case, so that a run that
was killed is finished by the next, and two runs at once do nothing twice.
"""

from datetime import date, datetime

from django.db import transaction

from anlauf.cases import figures, letters
from anlauf.cases.commands import moving
from anlauf.cases.models import Case, ClockStop
from anlauf.cases.states import BEFORE_THE_DECISION, CaseState, StopCause
from anlauf.core.actors import Actor
from anlauf.engine.casework import months_later


def remind_of_papers(*, by: Actor, at: datetime) -> int:
    """Remind everybody whose papers were asked for long ago, once; tell how many."""
    today = moving.today(at)
    due = ClockStop.objects.filter(
        cause=StopCause.PAPERS, until=None, reminded_at=None, remind_on__lte=today
    )
    numbers = list(due.order_by("remind_on", "pk").values_list("case", flat=True))
    return sum(_remind(number, by=by, at=at) for number in numbers)


def bridge_permits(*, by: Actor, at: datetime) -> int:
    """Issue provisional certificates where a permit ends before we will have decided.

    § 81 paragraph 4 of the residence act: who applied before the permit ended keeps its effect
    until the decision, and gets a certificate of it.
    """
    last = moving.today(at + figures.policy_at(at).certificate_within)
    ending = Case.objects.filter(
        closed_at=None,
        provisional_until=None,
        permit_ends_on__lte=last,
        state__in=sorted(BEFORE_THE_DECISION),
    )
    numbers = list(ending.order_by("permit_ends_on", "pk").values_list("pk", flat=True))
    return sum(_bridge(number, last, by=by, at=at) for number in numbers)


@transaction.atomic
def _remind(number: int, *, by: Actor, at: datetime) -> bool:
    case = moving.held(number)
    stop = case.stops.filter(cause=StopCause.PAPERS, until=None, reminded_at=None).first()
    if case.state != CaseState.WAITING_FOR_PAPERS or stop is None:
        return False
    stop.reminded_at = at
    stop.save(update_fields=["reminded_at"])
    moving.note_down(case, "cases.reminded", by=by, at=at)
    letters.reminder(case, at=at)
    return True


@transaction.atomic
def _bridge(number: int, last: date, *, by: Actor, at: datetime) -> bool:
    case = moving.held(number)
    ends = case.permit_ends_on
    if case.provisional_until is not None or case.state not in BEFORE_THE_DECISION:
        return False
    if ends is None or ends > last or ends < _day(case.received_at):
        return False
    case.provisional_until = months_later(ends, figures.policy_at(at).certificate_months)
    case.save(update_fields=["provisional_until"])
    facts: dict[str, object] = {"until": case.provisional_until.isoformat()}
    moving.note_down(case, "cases.certified", by=by, at=at, facts=facts)
    letters.certified(case, at=at)
    return True


def _day(at: datetime) -> date:
    return moving.today(at)
