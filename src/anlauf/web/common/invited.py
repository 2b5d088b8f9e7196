"""Who has typed an invitation's code may go on for a while; guessing codes is slowed down."""

from datetime import datetime, timedelta

from django.core import signing

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.queries import Invitation
from anlauf.people import tries

VALID = timedelta(minutes=30)
SALT = "anlauf.citizen.invited"


def by_code(code: str, *, origin: str, at: datetime) -> Invitation:
    """The invitation with this code, if it can still be used; raises what to say otherwise."""
    subject = f"invitation:{code}"
    tries.check(subject, origin, at=at)
    try:
        found = booking.invitation_by_code(code)
    except booking.UnknownInvitation:
        tries.count(subject, origin, at=at)
        raise
    commands.check_invitation(found, at=at)
    return found


def word(invitation: Invitation, *, at: datetime) -> str:
    """A word for an address: whoever has it knew the code a moment ago."""
    until = (at + VALID).isoformat(timespec="seconds")
    return signing.Signer(salt=SALT).sign_object([invitation.pk, until])


def by_word(said: str, *, at: datetime) -> Invitation:
    """The invitation such a word stands for; raises UnknownInvitation when it is too old."""
    try:
        number, until = signing.Signer(salt=SALT).unsign_object(said)
        if datetime.fromisoformat(until) < at:
            raise booking.UnknownInvitation
        return booking.invitation_by_number(int(number))
    except (signing.BadSignature, ValueError):
        raise booking.UnknownInvitation from None
