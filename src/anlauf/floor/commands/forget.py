"""What visitors needed is forgotten some days after their visit."""

from datetime import datetime

from django.db import transaction

from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Policy
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.floor.models import Visit


@transaction.atomic
def forget(*, by: Actor, at: datetime, policy: Policy | None = None) -> int:
    """Erase the needs of visits that are long over; tell how many it were."""
    policy = policy or policy_at(at)
    known = Visit.objects.exclude(access_needs=[])
    rows = list(known.filter(arrived_at__lt=at - policy.keeps_contact).only("pk"))

    Visit.objects.filter(pk__in=[row.pk for row in rows]).update(access_needs=[])
    journal.record_all("floor.needs_forgotten", rows, by=by, at=at)
    return len(rows)
