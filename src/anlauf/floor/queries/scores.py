"""What the announced ranges were worth, once it is known how long people waited."""

from collections.abc import Collection
from datetime import datetime

from anlauf.floor.queries.cases import outcomes
from anlauf.floor.values import WaitScore


def wait_score(
    since: datetime, until: datetime, offices: Collection[int] | None = None
) -> WaitScore | None:
    """How often a range held, and how far and how wide ranges were; None before any was told."""
    found = [(row, took) for _office, row, took in outcomes(since, until, offices)]
    if not found:
        return None
    count = len(found)
    return WaitScore(
        ranges=count,
        coverage=sum(row.low <= took <= row.high for row, took in found) / count,
        bias=sum(row.median - took for row, took in found) / count,
        width=sum(row.high - row.low for row, _took in found) / count,
    )
