"""A no with a way on: when a wished time is gone, the next ones are named with the refusal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from anlauf.api import named
from anlauf.api.schemas import TimeOut
from anlauf.booking import queries as booking
from anlauf.booking.commands import DayClosed, TimePast, TimeTaken
from anlauf.booking.values import Question, Wish
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory

_HERE = 3
_ANYWHERE = 3


class Elsewhere(Exception):
    """A refusal and the times to take instead."""

    def __init__(self, refusal: Refused, times: list[TimeOut]) -> None:
        self.refusal = refusal
        self.times = times
        super().__init__(refusal.code)


@contextmanager
def other_times(wish: Wish, *, at: datetime) -> Iterator[None]:
    """Name the next times here and in the whole city when the wished one is not to be had."""
    try:
        yield
    except (DayClosed, TimePast, TimeTaken) as refusal:
        raise Elsewhere(refusal, _next(wish, at=at)) from refusal


def _next(wish: Wish, *, at: datetime) -> list[TimeOut]:
    keys = dict(directory.offices().filter(area__offices=wish.office).values_list("pk", "key"))
    here = Question(wish.lines, (wish.office,), since=wish.date, channel=wish.channel)
    anywhere = Question(wish.lines, tuple(keys), channel=wish.channel)
    found = booking.times_on_offer(here, at=at, most=_HERE)
    if directory.city_wide(line.service for line in wish.lines):
        found += booking.times_on_offer(anywhere, at=at, most=_ANYWHERE)
    return [named.time_out(start, keys) for start in dict.fromkeys(found)]
