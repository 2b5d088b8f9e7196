"""How the counter says what the floor knows."""

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from anlauf.booking.states import AppointmentState, ClaimState
from anlauf.engine.desk_turns import Preference
from anlauf.engine.dispatch import Reason
from anlauf.floor.states import CHOSEN
from anlauf.web.common.needs import AccessNeed

REASONS = {
    Reason.TIME_HAS_COME: _("appointment, its time has come"),
    Reason.WAITED_TOO_LONG: _("has waited too long"),
    Reason.URGENT: _("urgent, the proof was shown"),
    Reason.WALK_IN: _("walk-in, by arrival"),
    Reason.LATE: _("late for the appointment, by arrival"),
    Reason.EARLY: _("early for the appointment"),
}

CALLED_BECAUSE: dict[str, Promise] = {
    Reason.TIME_HAS_COME: _("the time of the appointment has come"),
    Reason.WAITED_TOO_LONG: _("nobody should wait longer than that"),
    Reason.URGENT: _("it is urgent, the proof was shown"),
    Reason.WALK_IN: _("nobody came earlier"),
    Reason.LATE: _("late for the appointment, nobody came earlier"),
    Reason.EARLY: _("early for the appointment, but nobody else waits"),
    CHOSEN: _("chosen from the line"),
}

PREFERRED: dict[str, Promise] = {
    Preference.MOVED: _("your desk calls these people first at the moment"),
    Preference.SMALL_MATTER: _("your desk takes small matters first"),
    Preference.RARE_SKILL: _("only few colleagues can help"),
    Preference.KEPT_FREE: _("the others are left to colleagues or other desks"),
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


def called_because(reason: str, preference: str) -> str:
    """Why somebody is called, in one breath; nothing where nobody knows."""
    parts = (CALLED_BECAUSE.get(reason), PREFERRED.get(preference))
    return "; ".join(str(part) for part in parts if part)


def language_name(code: str) -> str:
    """The language in the language of the page; a code nobody knows stays as it is."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def need(key: str) -> str:
    """What a visitor asked for; a word nobody has listed stays as it was said."""
    return str(AccessNeed(key).label) if key in AccessNeed else key
