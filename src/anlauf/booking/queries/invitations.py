"""One-time codes: not whose they are, only what they open and whether they still do."""

from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.states import GONE
from anlauf.booking.values import Line
from anlauf.core import keys
from anlauf.core.refusal import Unknown
from anlauf.engine import codes

__all__ = [
    "Invitation",
    "UnknownInvitation",
    "booked_with",
    "code_digest",
    "invitation_by_code",
    "invitation_by_number",
    "invitations_made",
    "invited_lines",
]
_PURPOSE = "invitation"


class UnknownInvitation(Unknown):
    """No invitation has this code."""

    code = "unknown_invitation"
    sentence = _("We do not know this code. Please check it against the letter.")


def invitation_by_code(code: str) -> Invitation:
    """The invitation with this code, however it was typed; it may be used or over."""
    try:
        spelled = codes.normalise(code)
    except codes.NotACode as slip:
        raise UnknownInvitation from slip
    found = Invitation.objects.filter(digest=code_digest(spelled)).first()
    if found is None:
        raise UnknownInvitation
    return found


def invitation_by_number(number: int) -> Invitation:
    """The invitation with this number."""
    found = Invitation.objects.filter(pk=number).first()
    if found is None:
        raise UnknownInvitation
    return found


def invitations_made(most: int) -> list[Invitation]:
    """The latest invitations, newest first."""
    return list(Invitation.objects.select_related("appointment").order_by("-pk")[:most])


def booked_with(invitation: Invitation) -> Appointment | None:
    """The appointment that uses the invitation up, also when it has been moved since."""
    first = invitation.appointment
    if first is None:
        return None
    return Appointment.objects.filter(uid=first.uid).exclude(state__in=GONE).first()


def invited_lines(invitation: Invitation) -> tuple[Line, ...]:
    """What the invitation is for."""
    return tuple(Line(service, count) for service, count in invitation.lines)


def code_digest(code: str) -> str:
    """What the table holds of a spelled code; the city's secret is in it, the code being short."""
    return keys.blinded(_PURPOSE, code)
