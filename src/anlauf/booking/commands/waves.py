"""What is about to be released is offered to the waiting list some minutes before.

If this does not run, nothing is lost: the public gets everything at the moment of its release.
"""

from datetime import datetime

from django.db import transaction

from anlauf.booking import queries, snapshots
from anlauf.booking.commands import pages, serving
from anlauf.booking.values import USUAL, Policy
from anlauf.directory import queries as directory
from anlauf.engine.grid import local


def serve_waves(*, at: datetime, policy: Policy = USUAL) -> int:
    """Serve the list with what opens within the next minutes; tell on how many office-days."""
    zone = directory.zone()
    opened_at = at + policy.wave_lead
    opening = queries.days_that_open(local(at, zone), local(opened_at, zone), policy=policy)
    return sum(_serve(number, at=at, opened_at=opened_at, policy=policy) for number in opening)


@transaction.atomic
def _serve(number: int, *, at: datetime, opened_at: datetime, policy: Policy) -> bool:
    day = pages.lock_day_numbered(number)
    page = snapshots.page(day)
    occasion = serving.Occasion(opened_at=opened_at)
    return serving.serve(day, page, at=at, policy=policy, occasion=occasion) is not page
