"""A person takes their data along, or wants it gone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import queries
from anlauf.cases.commands import forget, moving
from anlauf.cases.models import Case
from anlauf.cases.states import OVER, CaseState
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused

REMEDY = timedelta(days=32)
"""A month to object after a refusal (§ 70 of the code of administrative courts), and the post."""


class StillWorkedOn(Refused):
    """Nothing can be erased that is still needed for the application itself."""

    code = "case_still_open"
    sentence = _(
        "We need these data as long as we work on your application. You can withdraw it;"
        " then you can have them erased."
    )


class StillOpenToObjection(Refused):
    """A refusal somebody may still object to."""

    code = "case_open_to_objection"
    sentence = _(
        "You can still object to the decision; for that both sides need the file. We can erase it"
        " from %(day)s on."
    )


@transaction.atomic
def take_out(case: Case, language: str, *, by: Actor, at: datetime) -> dict[str, object]:
    """Everything kept about the case; that it was taken is written down."""
    held = moving.held(case.pk)
    if held.erased_at is not None:
        raise moving.NotNow
    journal.record("cases.data_taken_out", held, by=by, at=at, office=held.office_id)
    return queries.own_data(held, language)


@transaction.atomic
def erase_on_request(case: Case, *, by: Actor, at: datetime) -> Case:
    """Erase the content of a case that is over, unless its person may still need it by law."""
    held = moving.held(case.pk)
    if held.state not in OVER or held.closed_at is None:
        raise StillWorkedOn
    if held.state == CaseState.REJECTED and at < held.closed_at + REMEDY:
        raise StillOpenToObjection(day=moving.today(held.closed_at + REMEDY).isoformat())
    return forget.forget_now(held, by=by, at=at)
