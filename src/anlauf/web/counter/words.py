"""How the counter says what the floor knows."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from anlauf.booking.states import AppointmentState
from anlauf.engine.dispatch import Reason

REASONS = {
    Reason.TIME_HAS_COME: _("appointment whose time has come"),
    Reason.WAITED_TOO_LONG: _("has waited very long"),
    Reason.WALK_IN: _("without appointment, in order of arrival"),
    Reason.LATE: _("came late for the appointment, in order of arrival"),
    Reason.EARLY: _("is early for the appointment"),
}

STANDING = {
    AppointmentState.BOOKED: _("expected"),
    AppointmentState.ARRIVED: _("has come"),
    AppointmentState.SERVED: _("served"),
    AppointmentState.LEFT: _("has left"),
    AppointmentState.MISSED: _("did not come"),
}

NEEDS = {
    "step_free": _("step-free way"),
    "seat": _("a seat while waiting"),
    "more_time": _("more time"),
    "sign_language": _("sign language"),
    "hearing_loop": _("hearing loop"),
    "large_print": _("large print"),
    "interpreter": _("an interpreter"),
    "assistance": _("assistance"),
}


def language_name(code: str) -> str:
    """The language in the language of the page; a code nobody knows stays as it is."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def need(key: str) -> str:
    """What a visitor asked for; a word nobody has listed stays as it was said."""
    return str(NEEDS.get(key, key))
