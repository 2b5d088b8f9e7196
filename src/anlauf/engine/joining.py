"""When somebody who drew a number from afar sets off, is told, is waited for, and is given up.

Nobody is called who is not there. When their turn comes without them their place is kept for some
minutes, once; then the number ends. All of it follows from where they stand and how far they have.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_THIRD = 2  # people ahead of the third in line
_ROUND = timedelta(minutes=5)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """The office's figures: whether it asks for presence, and minutes kept and to spare."""

    presence: bool
    keep: timedelta
    margin: timedelta


@dataclass(frozen=True)
class Joined:
    """Somebody in line: when they can be there at the earliest, and what has happened so far."""

    able: datetime
    way: timedelta
    is_here: bool = False
    in_vain: bool = False
    turn: datetime | None = None
    reachable: bool = False
    told_third: bool = False
    told_now: bool = False


@dataclass(frozen=True)
class Standing:
    """How many stand before them, and the least they will probably still wait, if that is known."""

    ahead: int
    least: timedelta | None


class Step(StrEnum):
    """What is due."""

    COUNT_AS_HERE = "count_as_here"
    TURN = "turn"
    END = "end"
    TELL_THIRD = "tell_third"
    TELL_NOW = "tell_now"


def due(one: Joined, standing: Standing, terms: Terms, now: datetime) -> frozenset[Step]:
    """Everything that is due at this moment; a number that ends needs no message."""
    if kept_until := kept(one, terms):
        return frozenset({Step.END}) if kept_until <= now else frozenset()
    return frozenset((*_turn(one, standing, terms, now), *_news(one, standing, terms)))


def kept(one: Joined, terms: Terms) -> datetime | None:
    """Until when the place is kept for somebody whose turn has come without them."""
    return None if one.is_here or one.turn is None else one.turn + terms.keep


def be_there(one: Joined, standing: Standing, terms: Terms, now: datetime) -> datetime | None:
    """When to be there: some minutes before the turn comes, and not before they can be.

    Rounded to the earlier five minutes, which nobody minds; None while nobody can say.
    """
    earliest = max(now, one.able)
    if standing.least is None:
        return None
    probably = now + standing.least - terms.margin
    return max(earliest, _rounded(probably))


def is_near(ahead: int) -> bool:
    """Tell whether somebody with so many before them is the third in line, or sooner."""
    return ahead <= _THIRD


def turned_away(spans: Iterable[tuple[datetime, datetime]], most: int) -> int:
    """How many of those who were on the way from then to then would have got no number.

    They ask in the order they began, and at most so many may be on the way at a time.
    """
    on_the_way: list[datetime] = []
    refused = 0
    for begins, ends in sorted(spans):
        on_the_way = [until for until in on_the_way if until > begins]
        if len(on_the_way) < most:
            on_the_way.append(ends)
        else:
            refused += 1
    return refused


def _turn(one: Joined, standing: Standing, terms: Terms, now: datetime) -> Iterator[Step]:
    if one.is_here or now < one.able:
        return
    if not terms.presence and not one.in_vain:
        yield Step.COUNT_AS_HERE
    elif standing.ahead == 0:
        yield Step.TURN


def _news(one: Joined, standing: Standing, terms: Terms) -> Iterator[Step]:
    if not one.reachable or one.told_now:
        return
    if not one.is_here and _time_to_go(one, standing, terms):
        yield Step.TELL_NOW
    elif is_near(standing.ahead) and not one.told_third:
        yield Step.TELL_THIRD


def _time_to_go(one: Joined, standing: Standing, terms: Terms) -> bool:
    if standing.least is None:
        return is_near(standing.ahead)
    return standing.least - terms.margin <= one.way


def _rounded(moment: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (moment - midnight) % _DAY // _ROUND * _ROUND
