"""What is about to be released is offered to the waiting list some minutes before.

If this does not run, nothing is lost: the public gets everything at the moment of its release.
"""

from datetime import datetime

from django.db import transaction

from anlauf.booking import queries, snapshots
from anlauf.booking.commands import pages, serving
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Policy
from anlauf.directory import queries as directory
from anlauf.engine.grid import local


def serve_waves(*, at: datetime, policy: Policy | None = None) -> int:
    """Serve the list with what opens within the next minutes; tell on how many office-days."""
    policy = policy or policy_at(at)
    zone = directory.zone()
    opened_at = at + policy.wave_lead
    later = policy_at(opened_at)
    now, then = local(at, zone), local(opened_at, zone)
    opening = queries.days_that_open(now, then, policy=policy, later=later)
    occasion = serving.Occasion(opened_at=opened_at, policy_before=policy)
    return sum(_serve(number, occasion, at=at, policy=later) for number in opening)


@transaction.atomic
def _serve(number: int, occasion: serving.Occasion, *, at: datetime, policy: Policy) -> bool:
    day = pages.lock_day_numbered(number)
    page = snapshots.page(day)
    return serving.serve(day, page, at=at, policy=policy, occasion=occasion) is not page
