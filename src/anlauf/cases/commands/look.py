"""A case worker opens a paper: every look is written down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlauf.cases.models import Case
from anlauf.cases.queries import papers
from anlauf.core import journal
from anlauf.core.actors import Actor


@transaction.atomic
def look_at(case: Case, uid: UUID, *, by: Actor, at: datetime) -> papers.OpenedPaper:
    """Open a paper of a case the worker may see, and note who looked.

    Raises `NoSuchPaper` or `StillInQuarantine`.
    """
    opened = papers.opened(case, uid)
    facts: dict[str, object] = {"paper": opened.number}
    journal.record("cases.paper_read", case, by=by, at=at, office=case.office_id, facts=facts)
    return opened
