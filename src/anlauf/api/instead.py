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
    keys, city_wide = directory.around(wish.office, [line.service for line in wish.lines])
    offices = tuple(keys) if city_wide else (wish.office,)
    asked = Question(wish.lines, offices, channel=wish.channel, share=wish.share)
    anywhere = _ANYWHERE if city_wide else 0
    found = booking.times_instead(asked, wish, at=at, here=_HERE, anywhere=anywhere)
    return [named.time_out(start, keys) for start in dict.fromkeys(found)]
