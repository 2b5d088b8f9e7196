"""Who people are is forgotten some days after their visit; what happened stays in the journal."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from anlauf.booking.models import Appointment, KeptWish
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import GONE
from anlauf.booking.values import Policy
from anlauf.core import journal, outbox
from anlauf.core.actors import Actor
from anlauf.core.models import Letter

_AT_ONCE = 500
_KNOWN = ~Q(name="", email="", phone="", access_needs=[], reached_by=[]) | Q(
    urgent_on__isnull=False
)


def forget(*, by: Actor, at: datetime, policy: Policy | None = None) -> int:
    """Erase how people could be reached and what was written to them; tell how many it were."""
    policy = policy or policy_at(at)
    forgotten = 0
    while count := _forget_some(at - policy.keeps_contact, by=by, at=at):
        forgotten += count
    while count := _forget_waiting(at - policy.keeps_contact):
        forgotten += count
    return forgotten


@transaction.atomic
def _forget_some(before: datetime, *, by: Actor, at: datetime) -> int:
    written = Letter.objects.filter(thing=Appointment._meta.label_lower).values("thing_number")
    over = Q(starts_at__lt=before) | Q(state__in=GONE, ended_at__lt=before)
    known = Appointment.objects.filter(_KNOWN | Q(pk__in=written), over).order_by("pk")
    rows = list(known.only("pk")[:_AT_ONCE])

    Appointment.objects.filter(pk__in=[row.pk for row in rows]).update(
        name="", email="", phone="", access_needs=[], reached_by=[], urgent_on=None
    )
    outbox.forget(rows)
    journal.record_all("booking.contact_forgotten", rows, by=by, at=at)
    return len(rows)


@transaction.atomic
def _forget_waiting(before: datetime) -> int:
    """Remove what was written to people on the waiting list; their contact went with the entry."""
    written = Letter.objects.filter(thing=KeptWish._meta.label_lower).values("thing_number")
    rows = KeptWish.objects.filter(ended_at__lt=before, pk__in=written).only("pk")[:_AT_ONCE]
    outbox.forget(list(rows))
    return len(rows)
