"""Help, at once: a desk calls its colleagues, one of them comes, it is over."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked, locked_in_order
from anlauf.core.refusal import Unknown
from anlauf.floor.commands.desks import LoggedOff, seated
from anlauf.floor.models import DeskSession, HelpCall


class UnknownHelpCall(Unknown):
    """Nobody here called for help under this number."""

    code = "unknown_help_call"
    sentence = _("This call for help is not from here.")


@transaction.atomic
def call_for_help(session: DeskSession, *, by: Actor, at: datetime) -> HelpCall:
    """Let every desk of the place know; pressing again finds the same call."""
    session = seated(session)
    if session.ended_at is not None:
        raise LoggedOff
    open_one = HelpCall.objects.filter(desk=session.desk_id, ended_at__isnull=True).first()
    if open_one is not None:
        return open_one

    office = session.desk.office
    call = HelpCall.objects.create(place_id=office.place_id, desk=session.desk, called_at=at)
    _note("floor.help_called", call, by=by, at=at)
    return call


@transaction.atomic
def answer_help(number: int, session: DeskSession, *, by: Actor, at: datetime) -> HelpCall:
    """Say that somebody is on the way; the first to say so is shown, the others may come too."""
    session = seated(session)
    call = _held(number, session)
    if call.ended_at is not None or call.helper_id is not None:
        return call

    call.helper, call.answered_at = session.desk, max(at, call.called_at)
    call.save(update_fields=["helper", "answered_at"])
    _note("floor.help_answered", call, by=by, at=at)
    return call


@transaction.atomic
def end_help(number: int, session: DeskSession, *, by: Actor, at: datetime) -> HelpCall:
    """Say that it is over; everybody at the place may."""
    call = _held(number, seated(session))
    _end(call, by=by, at=at)
    return call


@transaction.atomic
def end_help_of(office: int, *, by: Actor, at: datetime) -> None:
    """At the end of the day nobody calls for help any more."""
    rows = HelpCall.objects.filter(desk__office=office, ended_at__isnull=True)
    for call in locked_in_order(rows):
        _end(call, by=by, at=at)


def _held(number: int, session: DeskSession) -> HelpCall:
    try:
        return locked(HelpCall.objects.filter(pk=number, place=session.desk.office.place_id))
    except HelpCall.DoesNotExist:
        raise UnknownHelpCall from None


def _end(call: HelpCall, *, by: Actor, at: datetime) -> None:
    if call.ended_at is not None:
        return
    call.ended_at = max(at, call.called_at)
    call.save(update_fields=["ended_at"])
    _note("floor.help_ended", call, by=by, at=at)


def _note(verb: str, call: HelpCall, *, by: Actor, at: datetime) -> None:
    facts: dict[str, object] = {"desk": call.desk_id, "helper": call.helper_id}
    journal.record(verb, call, by=by, at=at, office=call.desk.office_id, facts=facts)
