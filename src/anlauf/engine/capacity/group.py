"""A group of interchangeable clerks on one day: how many are there, how many are promised to whom.

A promise is taken from a share of the supply. Nearly all are taken online, so only what others
took is written down beside the total, share by share.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from anlauf.engine.grid import TICKS, Span

EMPTY_DAY = bytes(TICKS)
MOST = 255
ONLINE = "online"

ONE_MORE = bytes(min(count + 1, MOST) for count in range(MOST + 1))
ONE_LESS = bytes(max(count - 1, 0) for count in range(MOST + 1))

Shared = tuple[tuple[str, bytes], ...]
"""Days of promises by share, in the order of the shares' names; none of them is empty."""


@dataclass(frozen=True)
class Need:
    """What a visit takes: the skills of one clerk for some ticks."""

    skills: frozenset[str]
    ticks: int

    def __post_init__(self) -> None:
        if not 0 < self.ticks <= TICKS:
            raise ValueError(f"A visit takes 1 to {TICKS} ticks, not {self.ticks}.")


@dataclass(frozen=True)
class Clerk:
    """Someone on duty this day, with breaks as gaps between the spans."""

    skills: frozenset[str]
    presence: tuple[Span, ...]


@dataclass(frozen=True)
class Group:
    """Clerks with the same skills and presence; `shared` is the part of `promised` not online."""

    skills: frozenset[str]
    supply: bytes
    promised: bytes = EMPTY_DAY
    shared: Shared = ()

    def __post_init__(self) -> None:
        check_day("supply", self.supply)
        check_day("promised", self.promised)
        for share, day in self.shared:
            check_day(f"promised to {share}", day)

    def may_serve(self, need: Need) -> bool:
        """Tell whether these clerks can do everything the visit needs."""
        return need.skills <= self.skills

    def taken(self, start: int, ticks: int, share: str) -> "Group":
        """One more promise over these ticks; whether there is a place is the page's question."""
        return self._changed(start, ticks, share, ONE_MORE)

    def given_back(self, start: int, ticks: int, share: str) -> "Group":
        """One promise less over these ticks; whether it is there is the page's question."""
        return self._changed(start, ticks, share, ONE_LESS)

    def has_promised(self, start: int, ticks: int, share: str) -> bool:
        """Tell whether this share was promised something at each of these ticks."""
        there = slice(start, start + ticks)
        if share != ONLINE:
            return 0 not in dict(self.shared).get(share, EMPTY_DAY)[there]
        others = (day[there] for _share, day in self.shared)
        days = zip(self.promised[there], *others, strict=True)
        return all(total > sum(rest) for total, *rest in days)

    def emptied(self) -> "Group":
        """The same clerks with nothing promised."""
        return replace(self, promised=EMPTY_DAY, shared=())

    def _changed(self, start: int, ticks: int, share: str, change: bytes) -> "Group":
        promised = changed_day(self.promised, start, ticks, change)
        if share == ONLINE:
            return replace(self, promised=promised)
        days = dict(self.shared)
        days[share] = changed_day(days.get(share, EMPTY_DAY), start, ticks, change)
        return replace(self, promised=promised, shared=shared(days))


def shared(days: dict[str, bytes]) -> Shared:
    """Promises by share as a group keeps them: sorted, without empty days."""
    return tuple((share, days[share]) for share in sorted(days) if any(days[share]))


def level(spans: Iterable[Span], count: int) -> bytes:
    """A day with the same number in every tick of these spans and nothing outside."""
    if not 0 <= count <= MOST:
        raise ValueError(f"A tick counts from 0 to {MOST}, not {count}.")
    ticks = bytearray(TICKS)
    for span in spans:
        ticks[span.start : span.end] = bytes([count]) * span.length
    return bytes(ticks)


def changed_day(day: bytes, start: int, ticks: int, change: bytes) -> bytes:
    """The day with each count of these ticks translated."""
    end = start + ticks
    return day[:start] + day[start:end].translate(change) + day[end:]


def check_day(name: str, day: bytes) -> None:
    """Refuse days of another length than the grid's."""
    if len(day) != TICKS:
        raise ValueError(
            f"{name} has {len(day)} ticks, the day has {TICKS}. "
            "Maybe the grid changed after publishing."
        )
