"""Other work at a desk, from beginning to end: phone calls and files, counted without a name."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid
from anlauf.directory.models import Skill
from anlauf.floor import queries
from anlauf.floor.commands.desks import LoggedOff, OnBreak, end_other_work, free_of_visits, seated
from anlauf.floor.models import DeskSession, DeskWork
from anlauf.floor.states import WorkKind

MOST_ITEMS = 999


class UnknownWork(Invalid):
    """Other work is of a kind that can be counted."""

    code = "unknown_work"
    sentence = _("Please choose what you are going to do.")


class TooManyItems(Invalid):
    """Nobody does so many in one go."""

    code = "too_many_items"
    sentence = _("Please say a number between 0 and %(most)s.")


@transaction.atomic
def begin_work(
    session: DeskSession, kind: str, skill: Skill | None = None, *, by: Actor, at: datetime
) -> DeskWork:
    """Stop calling for other work, once nobody is left at the desk; again finds the same work."""
    if kind not in WorkKind.values:
        raise UnknownWork
    session = seated(session)
    if session.ended_at is not None:
        raise LoggedOff
    if session.paused_at is not None:
        raise OnBreak
    present = queries.work_at(session.desk_id)
    if present is not None and present.kind == kind:
        return present
    free_of_visits(session)

    end_other_work(session, 0, by=by, at=at)
    work = DeskWork.objects.create(desk=session.desk, kind=kind, skill=skill, started_at=at)
    facts: dict[str, object] = {"desk": session.desk_id, "kind": kind, "skill": work.skill_id}
    office = session.desk.office_id
    journal.record("floor.work_began", work, by=by, at=at, office=office, facts=facts)
    return work


@transaction.atomic
def end_work(session: DeskSession, items: int, *, by: Actor, at: datetime) -> DeskWork | None:
    """Say how many items it were and be there for visitors again; without work nothing happens."""
    if not 0 <= items <= MOST_ITEMS:
        raise TooManyItems(most=MOST_ITEMS)
    return end_other_work(seated(session), items, by=by, at=at)
