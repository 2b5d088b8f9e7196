"""How long a visit is planned for."""

from collections.abc import Collection
from datetime import date

from anlauf.engine.grid import TICK_MINUTES
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.values import MORE_TIME


def planned_minutes(ticks: int, needs: Collection[str], office: int, on: date) -> int:
    """The minutes of these ticks, and more for somebody who asked for more time: whole ticks."""
    minutes = ticks * TICK_MINUTES
    if MORE_TIME not in needs:
        return minutes
    more = minutes * policy_of(office, on).more_time_percent
    return minutes + TICK_MINUTES * -(-more // (100 * TICK_MINUTES))
