"""How many clerks must be at an office is said, and taken back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.directory.models import Desk, Office
from anlauf.staffing.models import Minimum


class FewerDesks(Refused):
    """More clerks than there are places for."""

    code = "fewer_desks"
    sentence = _("This office has only %(desks)s desks. Please enter at most that many.")


class MinimumGone(Refused):
    """Somebody else was quicker."""

    code = "minimum_not_there"
    sentence = _("That minimum is not there any more. Please look at the page again.")


@transaction.atomic
def set_minimum(office: int, clerks: int, since: date, *, by: Actor, at: datetime) -> Minimum:
    """Let so many be needed from a date on, until another minimum begins."""
    place = locked(Office.objects.filter(pk=office))
    desks = Desk.objects.filter(office=office, active=True).count()
    if clerks > desks:
        raise FewerDesks(desks=desks)
    row, _made = Minimum.objects.update_or_create(
        office=place, valid_from=since, defaults={"clerks": clerks}
    )
    facts: dict[str, object] = {"office": place.key, "clerks": clerks, "since": since.isoformat()}
    journal.record("staffing.minimum_set", row, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def drop_minimum(office: int, since: date, *, by: Actor, at: datetime) -> None:
    """Take back what was to hold from a date on; what held before goes on."""
    place = locked(Office.objects.filter(pk=office))
    row = Minimum.objects.filter(office=place, valid_from=since).first()
    if row is None:
        raise MinimumGone
    facts: dict[str, object] = {"office": place.key, "clerks": row.clerks}
    facts["since"] = since.isoformat()
    journal.record("staffing.minimum_dropped", row, by=by, at=at, facts=facts)
    row.delete()
