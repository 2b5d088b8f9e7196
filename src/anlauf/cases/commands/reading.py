"""Every look into what is known of a person leaves a trace: who, which case, why."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases.models import Case
from anlauf.cases.queries.search import Sought, cases_like
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid

_LONGEST = 120
_SHORTEST = 4


class PurposeMissing(Invalid):
    """A search nobody gave a reason for."""

    code = "purpose_missing"
    sentence = _("Please say what you need the case for. The reason is kept with the search.")


class NothingSought(Invalid):
    """A search for everybody."""

    code = "nothing_sought"
    sentence = _("Please enter a number, a name or a date of birth.")


@transaction.atomic
def look_into(case: Case, *, by: Actor, at: datetime) -> None:
    """Write down that somebody opened the case to work on it."""
    journal.record("cases.read", case, by=by, at=at, office=case.office_id)


@transaction.atomic
def search(office: int, sought: Sought, purpose: str, *, by: Actor, at: datetime) -> Sequence[Case]:
    """Find cases of the office for a stated purpose; each that is shown is written down.

    What was searched for is not kept: it may be a name.
    """
    reason = " ".join(purpose.split())[:_LONGEST]
    if len(reason) < _SHORTEST:
        raise PurposeMissing
    if sought.empty:
        raise NothingSought
    found = cases_like(office, sought)
    for case in found:
        facts: dict[str, object] = {"purpose": reason}
        journal.record("cases.found", case, by=by, at=at, office=office, facts=facts)
    return found
