"""Another authority, or a court, has the next move: the clock stands still, each one is named."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import figures
from anlauf.cases.commands import moving
from anlauf.cases.models import Case
from anlauf.cases.states import OVER, StopCause
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid

_LONGEST = 120


class NobodyNamed(Invalid):
    """A clock that would stand still for nobody."""

    code = "nobody_named"
    sentence = _("Please say who was written to.")


@transaction.atomic
def write_to(case: Case, cause: StopCause, whom: str, *, by: Actor, at: datetime) -> Case:
    """Note that we asked somebody, whose answer we now wait for."""
    held = moving.held(case.pk)
    name = whom.strip()[:_LONGEST]
    if not name:
        raise NobodyNamed
    if held.state in OVER:
        raise moving.NotNow

    today = moving.today(at)
    ask_again = moving.days_around(today).later(today, figures.policy_at(at).ask_again_after)
    moving.stop(held, cause, at=at, whom=name, remind_on=ask_again)
    facts: dict[str, object] = {"cause": cause, "whom": name}
    moving.note_down(held, "cases.asked_others", by=by, at=at, facts=facts)
    return held


@transaction.atomic
def answered(case: Case, cause: StopCause, whom: str, *, by: Actor, at: datetime) -> Case:
    """Note that they answered; a second time changes nothing."""
    held = moving.held(case.pk)
    if moving.go_on(held, cause, at=at, whom=whom):
        facts: dict[str, object] = {"cause": cause, "whom": whom}
        moving.note_down(held, "cases.others_answered", by=by, at=at, facts=facts)
    return held
