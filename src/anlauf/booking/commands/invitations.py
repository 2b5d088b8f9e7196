"""One-time codes for cases: made, withdrawn, and looked at before anything is booked with one."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries
from anlauf.booking.dates import spelled
from anlauf.booking.models import Invitation
from anlauf.booking.states import Share
from anlauf.booking.values import Line, Wish
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Invalid, Refused
from anlauf.core.text import spoken
from anlauf.directory import queries as directory
from anlauf.directory.states import Channel
from anlauf.engine import codes
from anlauf.engine.grid import local

LONGEST = timedelta(days=365)


class NotInvited(Refused):
    """The share of invitations opens to a code only."""

    code = "not_invited"
    sentence = _("These times are only for people with a code from our letter.")


class InvitationUsed(Refused):
    """An appointment stands that was booked with it."""

    code = "invitation_used"
    sentence = _(
        "An appointment has already been booked with this code."
        " You can move it with the link in its confirmation."
    )


class InvitationOver(Refused):
    """Its last day has passed."""

    code = "invitation_over"
    sentence = _("This code was valid until %(last)s. Please ask the office for a new one.")


class InvitationWithdrawn(Refused):
    """The office has taken it back."""

    code = "invitation_withdrawn"
    sentence = _("The office has withdrawn this code. Please ask there if you need a new one.")


class WrongLastDay(Invalid):
    """An invitation that ends before it begins, or nearly never."""

    code = "wrong_last_day"
    sentence = _("Please choose a last day between today and %(latest)s.")


@transaction.atomic
def invite(
    lines: tuple[Line, ...],
    offices: tuple[int, ...],
    valid_until: date,
    language: str,
    *,
    by: Actor,
    at: datetime,
) -> tuple[Invitation, str]:
    """Make a code for these services at these offices; it is told once and never stored."""
    wanted = queries.counted(lines)
    able = queries.terms(wanted, offices, channel=Channel.VISIT).needs
    today = _today(at)
    if not today <= valid_until <= today + LONGEST:
        raise WrongLastDay(latest=spelled(today + LONGEST))

    code = codes.spell(secrets.randbelow(codes.NUMBERS))
    invitation = Invitation.objects.create(
        digest=queries.code_digest(code),
        lines=[list(pair) for pair in wanted.items()],
        offices=list(able),
        valid_until=valid_until,
        language=spoken(language),
        made_at=at,
    )
    journal.record("booking.invited", invitation, by=by, at=at, facts={"offices": list(able)})
    return invitation, code


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> Invitation:
    """Take the code back; an appointment booked with it stands."""
    row = locked(Invitation.objects.filter(pk=invitation.pk))

    if row.withdrawn_at is not None:
        return row

    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    journal.record("booking.invitation_withdrawn", row, by=by, at=at)
    return row


def check_invitation(invitation: Invitation, *, at: datetime) -> None:
    """Say why nothing can be booked with the invitation, if so."""
    if invitation.withdrawn_at is not None:
        raise InvitationWithdrawn
    if queries.booked_with(invitation) is not None:
        raise InvitationUsed
    if invitation.valid_until < _today(at):
        raise InvitationOver(last=spelled(invitation.valid_until))


def refuse_uninvited(wish: Wish) -> None:
    """Keep the share of invitations shut to whoever comes through another door."""
    if wish.share == Share.INVITATION:
        raise NotInvited


def _today(at: datetime) -> date:
    return local(at, directory.zone())[0]
