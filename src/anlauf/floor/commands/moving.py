"""A clerk is moved to people who need a certain skill, for as long as they sit at their desk.

Nobody else is left out: when none of them waits the desk calls everybody in turn, and whoever has
waited too long goes before them.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.directory.models import Desk
from anlauf.floor import queries
from anlauf.floor.commands.desks import seated
from anlauf.floor.models import DeskSession


class NobodyAtDesk(Refused):
    """Whoever sat there has gone."""

    code = "nobody_at_desk"
    sentence = _("Nobody is logged on at desk %(desk)s. Please choose another desk.")


class CannotDoThat(Refused):
    """The clerk there has not learnt it."""

    code = "cannot_do_that"
    sentence = _("Nobody at desk %(desk)s can do this. Please choose another desk.")


@transaction.atomic
def move(desk: Desk, skill: str, *, by: Actor, at: datetime) -> DeskSession:
    """Let whoever sits at this desk call those first who need this skill; again changes nothing."""
    session = _sits_at(desk)
    if skill not in queries.skills_of(session.person_id):
        raise CannotDoThat(desk=desk.name)
    return _moved(session, skill, by=by, at=at)


@transaction.atomic
def move_back(desk: Desk, *, by: Actor, at: datetime) -> DeskSession:
    """Let the desk call everybody in turn again; one that was never moved stays as it is."""
    return _moved(_sits_at(desk), "", by=by, at=at)


def _sits_at(desk: Desk) -> DeskSession:
    """Hold the open session at this desk."""
    found = DeskSession.objects.filter(desk=desk, ended_at__isnull=True).first()
    session = found and seated(found)
    if session is None or session.ended_at is not None:
        raise NobodyAtDesk(desk=desk.name)
    return session


def _moved(session: DeskSession, skill: str, *, by: Actor, at: datetime) -> DeskSession:
    before = session.moved_to
    if before == skill:
        return session

    session.moved_to = skill
    session.save(update_fields=["moved_to"])
    facts: dict[str, object] = {"desk": session.desk_id, "before": before, "after": skill}
    office = session.desk.office_id
    journal.record("floor.moved", session, by=by, at=at, office=office, facts=facts)
    return session
