"""Marks and own words leave on time."""

from datetime import datetime, timedelta

from django.db import transaction

from anlauf.booking.snapshots.policies import policy_at
from anlauf.core import outbox
from anlauf.floor.queries import today
from anlauf.surveys.models import Answered, Consent, Remark

MARKS_LIVE = timedelta(days=100)  # longer than any link to a visit
WORDS_LIVE = timedelta(days=182)


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Remove what is no longer needed; tell how many rows it were.

    Marks are of no use once no link opens the visit any more, own words after half a year.
    """
    on, cutoff = today(at), at - policy_at(at).keeps_contact
    consents = Consent.objects.filter(appointment__starts_at__lt=cutoff)
    outbox.forget(list(consents))

    removed = [
        consents.delete(),
        Answered.objects.filter(week__lt=on - MARKS_LIVE).delete(),
        Remark.objects.filter(week__lt=on - WORDS_LIVE).delete(),
    ]
    return sum(number for number, _detail in removed)
