"""Codes go out by themselves: in the order of the work list, and again after a missed visit.

Who did not come, or let a code run out, is asked again the day after, so often as the city's policy
says; then the case goes back to whoever checks it.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from anlauf.booking import case_letters, queries
from anlauf.booking.commands.case_invitations import invite_for_case
from anlauf.booking.models import Invitation
from anlauf.cases import commands as cases
from anlauf.cases.models import Case
from anlauf.cases.queries import policy_at
from anlauf.cases.states import CaseState
from anlauf.core import journal, outbox
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.models import Letter
from anlauf.directory import queries as directory
from anlauf.engine.casework import Facts, first_due
from anlauf.engine.grid import local

_AT_ONCE = 500
_TARGET = timedelta(days=14)  # since the person may choose, where nothing else presses


def invite_waiting(*, by: Actor, at: datetime) -> int:
    """Send codes to those who have yet to choose a time, at each office the most urgent first.

    So many a day as the city's policy says: as many as there is supply kept for them. Who has an
    appointment, or a code that is still good, gets none.
    """
    today = local(at, directory.zone())[0]
    offices = Case.objects.filter(state=CaseState.READY_FOR_VISIT).values_list("office", flat=True)
    told = 0
    for office in sorted(set(offices)):
        left = policy_at(at).invitations_a_day
        left -= Invitation.objects.filter(case__office=office, sent_on=today).count()
        for case in ready_in_order(office, today):
            if left > 0 or _used_up(case, at=at):
                sent = _ask(case.pk, today, by=by, at=at)
                told, left = told + sent, left - sent
    return told


def ready_in_order(office: int, today: date) -> list[Case]:
    """The cases of an office whose person is to be sent a code today, most urgent first."""
    rows = queries.without_a_code(today).filter(office=office).select_related("kind")
    return sorted(rows, key=lambda case: (urgency(case), case.pk))


def urgency(case: Case) -> date:
    """By when the person should have been here, from the reasons that order the work list."""
    since = local(case.step_since, directory.zone())[0]
    facts = Facts(
        since + _TARGET, case.permit_ends_on, case.job_starts_on, case.law_on, case.hardship
    )
    return first_due(facts, policy_at(case.received_at).leads).on


def forget_codes() -> int:
    """Remove the letters with codes of cases that are over; tell how many."""
    written = Letter.objects.filter(thing=case_letters.LABEL).values("thing_number")
    over = Invitation.objects.filter(pk__in=written, case__erased_at__isnull=False)
    rows = list(over.only("pk")[:_AT_ONCE])
    outbox.forget(rows)
    return len(rows)


@transaction.atomic
def _ask(number: int, today: date, *, by: Actor, at: datetime) -> bool:
    """Send the code, unless another run has done so meanwhile; too often, and it goes back."""
    locked(Case.objects.filter(pk=number))
    case = queries.without_a_code(today).filter(pk=number).select_related("kind").first()
    if case is None:
        return False
    if _used_up(case, at=at):
        _back(case, by=by, at=at)
        return False
    _send(case, today, by=by, at=at)
    return True


def _send(case: Case, today: date, *, by: Actor, at: datetime) -> None:
    invitation, _code = invite_for_case(case, by=by, at=at)
    Invitation.objects.filter(pk=invitation.pk).update(sent_on=today)
    case_letters.code(invitation, case, at=at)
    why = queries.why_again(invitation)
    facts: dict[str, object] = {"case": case.pk, "why": why, "number": _sent(case) + 1}
    journal.record(
        "booking.code_sent", invitation, by=by, at=at, office=case.office_id, facts=facts
    )
    if why:
        journal.record(f"booking.asked_again_{why}", case, by=by, at=at, office=case.office_id)


def _back(case: Case, *, by: Actor, at: datetime) -> None:
    """Nobody came so often: somebody has to look at it instead of one more letter."""
    facts: dict[str, object] = {"codes": _sent(case)}
    journal.record("booking.codes_used_up", case, by=by, at=at, office=case.office_id, facts=facts)
    cases.check_again(case, by=by, at=at)


def _used_up(case: Case, *, at: datetime) -> bool:
    return _sent(case) >= policy_at(at).most_codes


def _sent(case: Case) -> int:
    sent: int = case.codes_sent  # type: ignore[attr-defined]  # annotated by `without_a_code`
    return sent
