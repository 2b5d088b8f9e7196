"""What changed rules of release open is offered to the list before anybody else sees it."""

from datetime import datetime

from anlauf.booking import queries, snapshots
from anlauf.booking.commands import serving
from anlauf.booking.models import OfficeDay
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.snapshots.releases import AllRules, rules_now
from anlauf.booking.values import Policy
from anlauf.core.locking import locked_in_order
from anlauf.directory import queries as directory
from anlauf.engine.grid import local


def serve_reopened(before: AllRules, *, at: datetime, policy: Policy | None = None) -> None:
    """Serve the list on every day under other rules than before, in the transaction of the change.

    The public searches by the old rules until that ends. All pages are locked at once, so this
    comes once and last.
    """
    policy = policy or policy_at(at)
    changed = rules_now().unlike(before)
    if not changed or not queries.anybody_waits():
        return
    today, _tick = local(at, directory.zone())
    numbers = queries.days_concerned(changed, today=today)
    occasion = serving.Occasion(rules_before=before)
    for day in locked_in_order(OfficeDay.objects.filter(pk__in=numbers)):
        serving.serve(day, snapshots.page(day), at=at, policy=policy, occasion=occasion)
