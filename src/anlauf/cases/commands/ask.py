"""The list of what is to be handed in: asked for in one letter, weighed one by one."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import figures, letters
from anlauf.cases.commands import moving
from anlauf.cases.models import Case, Demand
from anlauf.cases.states import DEMAND, MISSING, CaseState, DemandState, PaperState, StopCause
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid


class NothingToAsk(Invalid):
    """A letter that would ask for nothing."""

    code = "nothing_to_ask"
    sentence = _("Please choose at least one paper that is missing.")


class ReasonMissing(Invalid):
    """Something was sent back without a word."""

    code = "reason_missing"
    sentence = _("Please say what is wrong with it, so that the person can send the right one.")


@transaction.atomic
def ask_for_papers(
    case: Case,
    demands: Collection[int],
    others: Collection[str] = (),
    *,
    by: Actor,
    at: datetime,
) -> Case:
    """Ask for all of these in one letter; the clock stands still until something comes.

    `others` names papers that no rule of the kind knows. Asking for the same again writes no
    second letter.
    """
    held = moving.held(case.pk)
    wanted = [each.strip() for each in others if each.strip()]
    asked = list(held.demands.filter(pk__in=demands)) + [
        Demand.objects.get_or_create(case=held, rule=None, name=name)[0] for name in wanted
    ]
    fresh = [each for each in asked if each.state != DemandState.OPEN or each.asked_at is None]
    if not asked:
        raise NothingToAsk
    if not fresh and held.state == CaseState.WAITING_FOR_PAPERS:
        return held

    Demand.objects.filter(pk__in=[each.pk for each in asked]).update(
        state=DemandState.OPEN, asked_at=at
    )
    today = moving.today(at)
    remind_on = moving.days_around(today).later(today, figures.policy_at(at).remind_after)
    moving.stop(held, StopCause.PAPERS, at=at, remind_on=remind_on)
    facts: dict[str, object] = {"demands": sorted(each.pk for each in asked)}
    if held.state == CaseState.WAITING_FOR_PAPERS:
        moving.note_down(held, "cases.asked_for_more", by=by, at=at, facts=facts)
    else:
        moving.move(
            held, CaseState.WAITING_FOR_PAPERS, "cases.asked_for_papers", by=by, at=at, facts=facts
        )
    letters.papers_missing(held, at=at)
    return held


@transaction.atomic
def papers_handed_in(case: Case, demands: Collection[int], *, by: Actor, at: datetime) -> Case:
    """Something came in for these; when nothing needed is missing, the clock runs again."""
    held = moving.held(case.pk)
    came = held.demands.filter(pk__in=demands, state=DemandState.OPEN)
    numbers = sorted(came.values_list("pk", flat=True))
    if not numbers:
        return held

    Demand.objects.filter(pk__in=numbers).update(state=DemandState.HANDED_IN, reason="")
    _settle(held, "cases.papers_came", {"demands": numbers}, by=by, at=at)
    return held


def open_again(case: Case, demand: Demand, reason: str, *, by: Actor, at: datetime) -> None:
    """Put something back on a held case's list, once no file that came for it is left."""
    row = case.demands.get(pk=demand.pk)
    gone = [PaperState.ERASED, PaperState.INFECTED]
    if row.state in MISSING or row.papers.exclude(state__in=gone).exists():
        return
    row.state, row.reason, row.asked_at = DemandState.OPEN, reason, row.asked_at or at
    row.save(update_fields=["state", "reason", "asked_at"])
    moving.note_down(case, "cases.paper_open_again", by=by, at=at, facts={"demand": row.pk})


@transaction.atomic
def weigh(
    demand: Demand, verdict: DemandState, reason: str = "", *, by: Actor, at: datetime
) -> Demand:
    """Accept what came, do without it, or say why it is not enough."""
    held = moving.held(demand.case_id)
    row = held.demands.get(pk=demand.pk)
    if row.state == verdict:
        return row
    if verdict == DemandState.OPEN and row.state == DemandState.HANDED_IN and not reason.strip():
        raise ReasonMissing
    DEMAND.check(DemandState(row.state), verdict)

    row.state, row.reason = verdict, reason.strip()
    row.save(update_fields=["state", "reason"])
    _settle(held, f"cases.paper_{verdict}", {"demand": row.pk}, by=by, at=at)
    return row


def missing(case: Case) -> bool:
    """Tell whether something needed is still to be handed in."""
    return case.demands.filter(needed=True, state=DemandState.OPEN).exists()


def _settle(case: Case, verb: str, facts: dict[str, object], *, by: Actor, at: datetime) -> None:
    """Let the case go on when it waited for papers and none that is needed is missing now."""
    if case.state == CaseState.WAITING_FOR_PAPERS and not missing(case):
        moving.go_on(case, StopCause.PAPERS, at=at)
        moving.move(case, CaseState.CHECKING, verb, by=by, at=at, facts=facts)
    else:
        moving.note_down(case, verb, by=by, at=at, facts=facts)
