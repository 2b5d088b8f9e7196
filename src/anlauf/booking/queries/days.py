"""Which offices still have times on which day."""

from datetime import date, datetime
from typing import cast

from anlauf.booking.queries.offer import offered
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Policy, Question


def offices_by_day(
    question: Question, *, at: datetime, policy: Policy | None = None
) -> dict[date, list[int]]:
    """The dates with starts left, and the offices that have some."""
    policy = policy or policy_at(at)
    found: dict[date, list[int]] = {}
    for day in offered(question, at=at, policy=policy).days():
        found.setdefault(day.date, []).append(cast(int, day.office))
    return found
