"""How the counter says what the floor knows."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from anlauf.booking.states import AppointmentState, ClaimState
from anlauf.engine.dispatch import Reason
from anlauf.web.common.needs import AccessNeed

REASONS = {
    Reason.TIME_HAS_COME: _("appointment, its time has come"),
    Reason.WAITED_TOO_LONG: _("has waited too long"),
    Reason.WALK_IN: _("walk-in, by arrival"),
    Reason.LATE: _("late for the appointment, by arrival"),
    Reason.EARLY: _("early for the appointment"),
}

STANDING = {
    AppointmentState.BOOKED: _("expected"),
    AppointmentState.ARRIVED: _("has come"),
    AppointmentState.SERVED: _("served"),
    AppointmentState.LEFT: _("has left"),
    AppointmentState.MISSED: _("did not come"),
}

CLAIMS = {
    ClaimState.STATED: _("not checked yet"),
    ClaimState.PROVED: _("shown"),
    ClaimState.UNPROVED: _("not shown"),
}


def language_name(code: str) -> str:
    """The language in the language of the page; a code nobody knows stays as it is."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def need(key: str) -> str:
    """What a visitor asked for; a word nobody has listed stays as it was said."""
    return str(AccessNeed(key).label) if key in AccessNeed else key
