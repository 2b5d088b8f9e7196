"""Saying on one's own phone that one is there: today's digits from the entrance prove it.

The phone is never asked where it is.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from anlauf.core import limits
from anlauf.core.actors import Actor
from anlauf.core.keys import digest
from anlauf.core.limits import Limit
from anlauf.core.refusal import Invalid, Refused
from anlauf.directory.models import Office
from anlauf.floor import queries
from anlauf.floor.commands.arrival import check_in
from anlauf.floor.models import Visit

GUESSES = Limit("digits of a door", 6, timedelta(minutes=15))


class NoDoorCode(Refused):
    """The office does not go by it."""

    code = "no_door_code"
    sentence = _("Please check in at the machine at the entrance, or ask at the reception.")


class WrongDoorCode(Invalid):
    """Yesterday's digits, another office's, or a guess."""

    code = "wrong_door_code"
    sentence = _(
        "These are not today's digits. They change every day: please look at the screen"
        " or the sign at the entrance."
    )


def arrive_by_door(code: str, office: int, digits: str, *, by: Actor, at: datetime) -> Visit:
    """Check in like the kiosk would, if these are the digits of this office's entrance today.

    Tries are counted by what is checked in, before anything is looked at.
    """
    limits.check(GUESSES, digest(code.upper()), at=at)
    here = Office.objects.select_related("place").get(pk=office)
    on = queries.today(at)
    if not queries.arrival_policy(office, on).door_code:
        raise NoDoorCode
    if not queries.opens_door(digits, here, on):
        raise WrongDoorCode
    return check_in(code, office, by=by, at=at)
