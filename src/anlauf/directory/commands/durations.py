"""How long a service takes at an office is written down; what is promised keeps its length."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Invalid
from anlauf.directory.models import Offering
from anlauf.engine.grid import TICK_MINUTES

_LONGEST = 8 * 60


class WrongMinutes(Invalid):
    """A length that does not lie on the grid of the day."""

    code = "wrong_minutes"
    sentence = _("Please give minutes in steps of five, from 5 to %(longest)s.")


@transaction.atomic
def set_duration(
    offering: Offering, *, minutes: int, further: int, by: Actor, at: datetime
) -> Offering:
    """Let the service take so long for the first person and for each further one."""
    if not _fits(minutes, least=TICK_MINUTES) or not _fits(further, least=0):
        raise WrongMinutes(longest=_LONGEST)
    row = locked(Offering.objects.filter(pk=offering.pk))

    row.minutes, row.minutes_further = minutes, further
    row.save(update_fields=["minutes", "minutes_further"])
    journal.record("directory.duration_changed", row, by=by, at=at, office=row.office_id)
    return row


def _fits(minutes: int, *, least: int) -> bool:
    return least <= minutes <= _LONGEST and minutes % TICK_MINUTES == 0
