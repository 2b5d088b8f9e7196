"""A matter is decided; where the kind asks for four eyes, by two people."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import letters
from anlauf.cases.commands import ask, moving
from anlauf.cases.models import Case, Decision
from anlauf.cases.states import CaseState, DecisionSort
from anlauf.core import seal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid, Refused
from anlauf.people.models import Person


class SecondPairOfEyes(Refused):
    """Whoever proposed a decision cannot agree to it."""

    code = "second_pair_of_eyes"
    sentence = _("You proposed this decision yourself. Somebody else has to agree to it.")


class ReasonsMissing(Invalid):
    """A refusal that does not say why."""

    code = "reasons_missing"
    sentence = _("Please give the reasons. A decision against the person needs them.")


class PapersMissing(Refused):
    """Something needed has not been handed in."""

    code = "papers_missing"
    sentence = _("Papers are still missing. Ask for them, or note that they are not needed.")


@transaction.atomic
def decide(
    case: Case, sort: DecisionSort, reasons: str, worker: Person, *, by: Actor, at: datetime
) -> Decision:
    """Decide; with four eyes this is a proposal until somebody else agrees."""
    held = moving.held(case.pk)
    standing = held.decisions.filter(dropped_at=None).first()
    if standing is not None:
        return standing
    _refuse_early(held, sort, reasons)

    decision = Decision.objects.create(
        case=held,
        sort=sort,
        reasons=seal.sealed_text(reasons.strip()),
        proposed_by=worker,
        proposed_at=at,
    )
    facts: dict[str, object] = {"sort": sort}
    if held.kind.four_eyes:
        if held.state != CaseState.DECIDING:
            moving.move(held, CaseState.DECIDING, "cases.proposed", by=by, at=at, facts=facts)
        else:
            moving.note_down(held, "cases.proposed", by=by, at=at, facts=facts)
    else:
        _carry_out(held, decision, by=by, at=at)
    return decision


@transaction.atomic
def agree(decision: Decision, worker: Person, *, by: Actor, at: datetime) -> Decision:
    """Agree to what a colleague proposed; a second time changes nothing."""
    held = moving.held(decision.case_id)
    row = held.decisions.get(pk=decision.pk)
    if row.approved_by_id is not None:
        return row
    if row.dropped_at is not None:
        raise moving.NotNow
    if row.proposed_by_id == worker.pk:
        raise SecondPairOfEyes

    row.approved_by, row.approved_at = worker, at
    row.save(update_fields=["approved_by", "approved_at"])
    _carry_out(held, row, by=by, at=at)
    return row


@transaction.atomic
def send_back(decision: Decision, *, by: Actor, at: datetime) -> Decision:
    """Drop a proposal nobody has agreed to; it is decided anew."""
    held = moving.held(decision.case_id)
    row = held.decisions.get(pk=decision.pk)
    if row.approved_by_id is not None or held.state != CaseState.DECIDING:
        raise moving.NotNow
    if row.dropped_at is None:
        row.dropped_at = at
        row.save(update_fields=["dropped_at"])
        moving.note_down(held, "cases.proposal_sent_back", by=by, at=at)
    return row


def _refuse_early(case: Case, sort: DecisionSort, reasons: str) -> None:
    if sort != DecisionSort.GRANTED and not reasons.strip():
        raise ReasonsMissing
    if sort != DecisionSort.REJECTED and ask.missing(case):
        raise PapersMissing
    if case.state not in {CaseState.CHECKING, CaseState.DECIDING}:
        raise moving.NotNow


def _carry_out(case: Case, decision: Decision, *, by: Actor, at: datetime) -> None:
    """Let the case go where the decision leads: made, handed out at once, or refused."""
    facts: dict[str, object] = {"sort": decision.sort}
    if case.state == CaseState.CHECKING and decision.sort != DecisionSort.REJECTED:
        moving.move(case, CaseState.DECIDING, "cases.deciding", by=by, at=at)
    if decision.sort == DecisionSort.REJECTED:
        then = CaseState.REJECTED
    elif case.kind.pick_up_id is not None:
        then = CaseState.PRODUCING
    else:
        then = CaseState.CLOSED
    moving.move(case, then, "cases.decided", by=by, at=at, facts=facts)
    letters.decided(case, decision, at=at)
