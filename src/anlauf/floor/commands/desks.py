"""Clerks take their places: logging on to a desk, breaks, leaving.

The journal names who did it, because a desk is answered for; no figure is made of it.
"""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal, rows
from anlauf.core.actors import Actor, Kind
from anlauf.core.locking import locked, locked_together
from anlauf.core.refusal import Refused
from anlauf.directory.models import Desk
from anlauf.floor import queries
from anlauf.floor.models import DeskSession, DeskWork
from anlauf.floor.values import DeskNow
from anlauf.people.models import Person

# A desk never moves to another office, so that only the session is held.
_SEATED = f"""
    SELECT {rows.columns(DeskSession, "session")}, {rows.columns(Desk, "desk")}
    FROM floor_desksession AS session
    JOIN directory_desk AS desk ON desk.id = session.desk_id
    WHERE session.id = %s
    FOR NO KEY UPDATE OF session
"""  # noqa: S608 - names from our own models


class DeskTaken(Refused):
    """A colleague sits there."""

    code = "desk_taken"
    sentence = _("Somebody is already logged on at desk %(desk)s. Please choose another desk.")


class DeskClosed(Refused):
    """The desk is out of use."""

    code = "desk_closed"
    sentence = _("Desk %(desk)s is not in use. Please choose another desk.")


class AtAnotherDesk(Refused):
    """One person, one desk."""

    code = "at_another_desk"
    sentence = _("You are still logged on at desk %(desk)s. Please log off there first.")


class VisitAtDesk(Refused):
    """Nobody walks away from a visitor."""

    code = "visit_at_desk"
    sentence = _(
        "Number %(label)s is still at your desk. Please finish, set aside or pass on first."
    )


class LoggedOff(Refused):
    """The session is over."""

    code = "logged_off"
    sentence = _("You are no longer logged on at this desk. Please log on again.")


class OnBreak(Refused):
    """A break is a break."""

    code = "on_break"
    sentence = _("You are on a break. Please end it first.")


class AtOtherWork(Refused):
    """The phone first."""

    code = "at_other_work"
    sentence = _("You are at other work. Please end it first and say how much it was.")


@transaction.atomic
def log_on(desk: Desk, person: Person, *, at: datetime) -> DeskSession:
    """Give the desk to this person; asking again finds the same session."""
    desk = locked(Desk.objects.filter(pk=desk.pk))
    locked(Person.objects.filter(pk=person.pk))
    sessions = DeskSession.objects.filter(ended_at__isnull=True)
    here = sessions.filter(desk=desk).first()
    elsewhere = sessions.filter(person=person).exclude(desk=desk).select_related("desk").first()

    if elsewhere is not None:
        raise AtAnotherDesk(desk=elsewhere.desk.name)
    if here is not None and here.person_id != person.pk:
        raise DeskTaken(desk=desk.name)
    if here is not None:
        return here
    if not desk.active:
        raise DeskClosed(desk=desk.name)

    session = DeskSession.objects.create(desk=desk, person=person, started_at=at)
    _record("floor.logged_on", session, at=at)
    return session


@transaction.atomic
def log_off(session: DeskSession, *, at: datetime) -> DeskSession:
    """Leave the desk, unless somebody is still there to be served."""
    session = seated(session)
    if session.ended_at is not None:
        return session

    free_of_visits(session)

    end_other_work(session, 0, by=_clerk(session), at=at)
    session.ended_at = max(at, session.started_at)
    session.save(update_fields=["ended_at"])
    _record("floor.logged_off", session, at=at)
    return session


@transaction.atomic
def take_break(session: DeskSession, *, at: datetime) -> DeskSession:
    """Stop calling for a while, once nobody is left at the desk."""
    session = seated(session)
    if session.ended_at is not None:
        raise LoggedOff
    if session.paused_at is not None:
        return session

    free_of_visits(session)
    _refuse_at_other_work(session)

    session.paused_at = at
    session.save(update_fields=["paused_at"])
    _record("floor.break_began", session, at=at)
    return session


@transaction.atomic
def end_break(session: DeskSession, *, at: datetime) -> DeskSession:
    """Be back at the desk."""
    session = seated(session)
    if session.ended_at is not None:
        raise LoggedOff
    if session.paused_at is None:
        return session

    session.paused_at = None
    session.save(update_fields=["paused_at"])
    _record("floor.break_ended", session, at=at)
    return session


def seated(session: DeskSession) -> DeskSession:
    """Fetch the session as it is now; what is done at one desk happens one after the other."""
    held, desk = locked_together(_SEATED, [session.pk], (DeskSession, Desk))
    held.desk = desk
    return cast(DeskSession, held)


def at_work(session: DeskSession) -> DeskSession:
    """Fetch the session like `seated`, and refuse when its clerk is gone or on a break."""
    return ready(session)[0]


def ready(session: DeskSession) -> tuple[DeskSession, DeskNow]:
    """The same, with what stands in the way of calling or decides whom to call."""
    session = seated(session)
    if session.ended_at is not None:
        raise LoggedOff
    if session.paused_at is not None:
        raise OnBreak
    now = queries.desk_now(session)
    if now.other_work:
        raise AtOtherWork
    return session, now


def end_other_work(session: DeskSession, items: int, *, by: Actor, at: datetime) -> DeskWork | None:
    """End what else is being done at the desk of a held session, if anything."""
    work = queries.work_at(session.desk_id)
    if work is None:
        return None
    work.items, work.ended_at = items, max(at, work.started_at)
    work.save(update_fields=["items", "ended_at"])
    facts: dict[str, object] = {"desk": session.desk_id, "items": items}
    office = session.desk.office_id
    journal.record("floor.work_ended", work, by=by, at=at, office=office, facts=facts)
    return work


def free_of_visits(session: DeskSession) -> None:
    """Refuse while somebody is at the desk."""
    visit = queries.visit_at_desk(session.desk_id)
    if visit is not None:
        raise VisitAtDesk(label=visit.label)


def _refuse_at_other_work(session: DeskSession) -> None:
    if queries.work_at(session.desk_id) is not None:
        raise AtOtherWork


def _clerk(session: DeskSession) -> Actor:
    return Actor(Kind.STAFF, session.person_id)


def _record(verb: str, session: DeskSession, *, at: datetime) -> None:
    journal.record(
        verb,
        session,
        by=_clerk(session),
        at=at,
        office=session.desk.office_id,
        facts={"desk": session.desk_id},
    )
