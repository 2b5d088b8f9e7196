"""A no with a way on: when a wished time is gone, the next ones are named with the refusal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from anlauf.api import named
from anlauf.api.schemas import TimeOut
from anlauf.booking import queries as booking
from anlauf.booking.commands import DayClosed, TimePast, TimeTaken
from anlauf.booking.values import Question, Start, Wish
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
    services = [line.service for line in wish.lines]
    keys, city_wide = directory.around(wish.office, services)
    here = Question(
        wish.lines, (wish.office,), since=wish.date, channel=wish.channel, share=wish.share
    )
    found = _nearest(here, wish, at=at) or booking.times_on_offer(here, at=at, most=_HERE)
    if city_wide:
        anywhere = replace(here, offices=tuple(keys), since=None)
        found += booking.times_on_offer(anywhere, at=at, most=_ANYWHERE)
    return [named.time_out(start, keys) for start in dict.fromkeys(found)]


def _nearest(here: Question, wish: Wish, *, at: datetime) -> list[Start]:
    """The times of that day nearest to the wished one.

    Were it the day's first, everybody refused in a rush would run for the same three.
    """
    of_day = booking.starts_of_day(here, wish.date, at=at)
    nearest = sorted(of_day, key=lambda start: abs(start.tick - wish.start))[:_HERE]
    return sorted(nearest, key=lambda start: start.tick)
