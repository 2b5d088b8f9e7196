"""Forms nobody came back to are removed with everything handed in for them."""

from datetime import datetime

from django.db import transaction

from anlauf.cases.commands.uploads import erase
from anlauf.cases.models import Intake, Paper
from anlauf.core import journal, outbox
from anlauf.core.actors import SYSTEM
from anlauf.core.locking import locked_in_order

_AT_ONCE = 100


def forget_forms(*, at: datetime) -> int:
    """Remove the forms whose last day is over; tell how many."""
    forgotten = 0
    while some := _forget_some(at=at):
        forgotten += some
    return forgotten


@transaction.atomic
def _forget_some(*, at: datetime) -> int:
    numbers = list(Intake.objects.filter(ends_at__lte=at).values_list("pk", flat=True)[:_AT_ONCE])
    rows = locked_in_order(Intake.objects.filter(pk__in=numbers))
    journal.record_all("cases.form_forgotten", rows, by=SYSTEM, at=at)
    outbox.forget(rows)
    erase(list(Paper.objects.filter(intake__in=rows)))
    Intake.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
