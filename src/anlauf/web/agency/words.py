"""How an appointment stands that can no longer be changed, to be read out."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.booking.states import AppointmentState

_OVER = _("This appointment is over, or the visit has begun.")
_STANDING: dict[str, Promise] = {
    AppointmentState.CANCELLED: _("This appointment is cancelled."),
    AppointmentState.EXPIRED: _("This appointment was never confirmed, so the time is gone."),
    AppointmentState.MOVED: _("This appointment was moved. Please find it again by its code."),
    AppointmentState.HELD: _("This time is only held; nobody has booked it yet."),
    AppointmentState.AWAITING_CONFIRMATION: _(
        "It is not confirmed yet: the link to do so is in the e-mail."
    ),
}


def standing(state: str) -> str:
    """The sentence for a state."""
    return str(_STANDING.get(state, _OVER))
