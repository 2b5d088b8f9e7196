"""What takes a case on with one press: which steps there are, and which the case allows now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from anlauf.cases import commands
from anlauf.cases.queries import Case
from anlauf.cases.states import OVER, CaseState
from anlauf.web.casework.door import to_case, works_on_case
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request

_S = CaseState


@dataclass(frozen=True)
class Step:
    """One press: its command, what it is called, what is said afterwards, and when it is there."""

    verb: str
    command: Callable[..., object]
    label: Promise
    said: Promise
    states: frozenset[CaseState]
    key: str = ""
    main: bool = False


STEPS = (
    Step(
        "check",
        commands.start_checking,
        _("Begin to check"),
        _("You are checking this case now."),
        frozenset({_S.RECEIVED}),
        "c",
        main=True,
    ),
    Step(
        "invite",
        commands.invite_to_visit,
        _("Invite to the visit"),
        _(
            "The person was told. They get a code to choose a time; the clock stands still"
            " until then."
        ),
        frozenset({_S.CHECKING}),
        "v",
    ),
    Step(
        "visited",
        commands.visited,
        _("The person was here"),
        _("Now the case can be decided."),
        frozenset({_S.READY_FOR_VISIT}),
        "w",
        main=True,
    ),
    Step(
        "again",
        commands.check_again,
        _("Back to checking"),
        _("The case is being checked again."),
        frozenset({_S.READY_FOR_VISIT, _S.DECIDING, _S.WAITING_FOR_PAPERS}),
    ),
    Step(
        "ready",
        commands.card_is_here,
        _("It is ready to be picked up"),
        _("The person was told that it is ready."),
        frozenset({_S.PRODUCING}),
        "r",
        main=True,
    ),
    Step(
        "handed_out",
        commands.hand_out,
        _("Hand it out"),
        _("The case is closed."),
        frozenset({_S.READY_FOR_PICKUP}),
        "h",
        main=True,
    ),
    Step(
        "anew",
        commands.not_as_it_should_be,
        _("It has a fault: make it anew"),
        _("It is made anew."),
        frozenset({_S.READY_FOR_PICKUP}),
    ),
    Step(
        "not_handed_out",
        commands.picked_up_by_mistake,
        _("Take back: it was not handed out"),
        _("It lies ready to be picked up again."),
        frozenset({_S.CLOSED}),
    ),
    Step(
        "withdraw",
        commands.withdraw,
        _("The person withdraws it"),
        _("The case is withdrawn. The person was told."),
        frozenset(_S) - OVER,
    ),
)
_BY_VERB = {step.verb: step for step in STEPS}


def possible(case: Case, goes_to_visit: bool) -> Iterator[Step]:
    """The steps the case allows now, the usual next one first."""
    for step in STEPS:
        if case.state not in step.states:
            continue
        if step.verb == "invite" and not goes_to_visit:
            continue
        if step.verb == "not_handed_out" and case.kind.pick_up_id is None:
            continue
        yield step


@require_POST
@works_on_case
def take_step(request: Request, case: Case, verb: str) -> HttpResponse:
    """Take the case a step on, or say why that is not possible."""
    step = _BY_VERB.get(verb)
    if step is None:
        raise Http404
    with told(request, str(step.said)):
        step.command(case, by=request.actor, at=request.at)
    return to_case(case)
