"""Times kept for some people, date by date, each time at a few offices only."""

from collections.abc import Callable, Sequence
from itertools import groupby, islice

from anlauf.booking.values import Start
from anlauf.web.citizen.times import OFFICES_PER_TIME, Choice, Day


def few_of_each(starts: Sequence[Start], most: int, choice: Callable[[Start], Choice]) -> list[Day]:
    """The first of these times, one time ten times over being no choice."""
    some = [
        start
        for _moment, group in groupby(starts, key=lambda start: start.at)
        for start in islice(group, OFFICES_PER_TIME)
    ]
    return [
        Day(on, tuple(map(choice, group)))
        for on, group in groupby(some[:most], key=lambda start: start.date)
    ]
