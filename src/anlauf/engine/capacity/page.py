"""One office on one day: what is on supply, what is promised, and whether one more visit fits."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.capacity.free import ANY_TICK, FreeTicks
from anlauf.engine.capacity.group import (
    ONLINE,
    Clerk,
    Group,
    Need,
    check_day,
    level,
)
from anlauf.engine.grid import TICKS, Span, clock_text


class NoPlace(ValueError):
    """A promise that would exceed what is on supply."""


class NothingToGiveBack(ValueError):
    """A promise was to be given back where none is recorded."""


@dataclass(frozen=True)
class Page:
    """One office on one day: its groups of clerks and its open desks."""

    groups: tuple[Group, ...]
    desks: bytes

    def __post_init__(self) -> None:
        check_day("desks", self.desks)

    def lane(self, need: Need, start: int, *, room: int = ANY_TICK) -> int | None:
        """The group for this visit: the least flexible one, then the one with least to spare.

        `room` has the bits of the ticks in which the share asked for may be promised once more.
        """
        if not covers(room, start, need.ticks):
            return None
        lanes = self.lanes(need, start)
        return lanes[0] if lanes else None

    def lanes(self, need: Need, start: int) -> list[int]:
        """Every group that could take this visit, the best one first."""
        open_groups = [g for g in self._able(need) if self._is_free(g, start, need.ticks)]
        return sorted(
            open_groups,
            key=lambda g: (len(self.groups[g].skills), self.spare(g, start, need.ticks), g),
        )

    def fits(self, need: Need, start: int) -> bool:
        """Tell whether the visit can be promised at this tick."""
        return any(self._is_free(g, start, need.ticks) for g in self._able(need))

    def free_starts(self, need: Need) -> int:
        """All ticks at which the visit could start, as bits of one number."""
        return self.free_ticks().starts(need)

    def free_ticks(self) -> FreeTicks:
        """The ticks with a place left, by group."""
        return FreeTicks(tuple(group.skills for group in self.groups), self._packed)

    def spare(self, group: int, start: int, ticks: int) -> int:
        """How many more visits this group could take over all these ticks, the desks permitting."""
        known = self.groups[group]
        return min(
            max(0, min(known.supply[t] - known.promised[t], self.desks[t] - self._promised_at(t)))
            for t in range(start, start + ticks)
        )

    def taken(self, group: int, start: int, ticks: int, share: str = ONLINE) -> "Page":
        """The page after promising these ticks of a group."""
        if not self._is_free(group, start, ticks):
            raise NoPlace(self._why_not(group, start, ticks))
        return self._with(group, self.groups[group].taken(start, ticks, share))

    def given_back(self, group: int, start: int, ticks: int, share: str = ONLINE) -> "Page":
        """The page after taking a promise away again."""
        known = self.groups[group]
        if not _inside(start, ticks) or not known.has_promised(start, ticks, share):
            raise NothingToGiveBack(
                f"Group {group} has no promise over {ticks} ticks from tick {start} to give back"
                f" to {share}."
            )
        return self._with(group, known.given_back(start, ticks, share))

    def emptied(self) -> "Page":
        """The same supply with nothing promised."""
        return replace(self, groups=tuple(group.emptied() for group in self.groups))

    def leaks(self) -> list[str]:
        """A sentence for every group, and for the desks, where more is promised than there is."""
        found = [
            f"Group {index} promises too much at {_too_full(group.supply, group.promised)}."
            for index, group in enumerate(self.groups)
            if (_row(group.promised) > _row(group.supply)).any()
        ]
        total = self._total_promised
        if (total > _row(self.desks)).any():
            found.append(
                f"More is promised than there are desks at {_too_full(self.desks, total)}."
            )
        return found

    @cached_property
    def _total_promised(self) -> NDArray[np.int16]:
        total = np.zeros(TICKS, dtype=np.int16)
        for group in self.groups:
            total += _row(group.promised)
        return total

    @cached_property
    def _spare(self) -> NDArray[np.int16]:
        """Places left by group and tick, within the clerks and within the desks."""
        if not self.groups:
            return np.zeros((0, TICKS), dtype=np.int16)
        desks = _row(self.desks) - self._total_promised
        clerks = (_row(group.supply) - _row(group.promised) for group in self.groups)
        return np.stack([np.minimum(places, desks) for places in clerks])

    @cached_property
    def _packed(self) -> bytes:
        """The ticks with a place left as bits, group after group."""
        return np.packbits(self._spare > 0, axis=1, bitorder="little").tobytes()

    def _promised_at(self, tick: int) -> int:
        return sum(group.promised[tick] for group in self.groups)

    def _able(self, need: Need) -> list[int]:
        return [index for index, group in enumerate(self.groups) if group.may_serve(need)]

    def _is_free(self, group: int, start: int, ticks: int) -> bool:
        return _inside(start, ticks) and self.spare(group, start, ticks) > 0

    def _with(self, group: int, changed: Group) -> "Page":
        return replace(self, groups=(*self.groups[:group], changed, *self.groups[group + 1 :]))

    def _why_not(self, group: int, start: int, ticks: int) -> str:
        if not _inside(start, ticks):
            return f"{ticks} ticks from tick {start} are not inside a day of {TICKS} ticks."
        full = next(t for t in range(start, start + ticks) if not self.spare(group, t, 1))
        row = self.groups[group]
        return (
            f"Group {group} has no place left at {clock_text(full)}: "
            f"{row.promised[full]} of {row.supply[full]} clerks "
            f"and {self._total_promised[full]} of {self.desks[full]} desks are promised."
        )


def staffed(clerks: Iterable[Clerk], desks: bytes) -> Page:
    """The empty page of a day on which these clerks are there.

    Only clerks with the same skills *and* the same presence share a group. Counting heads across
    different presences would promise a visit that starts with one clerk and ends with another.
    """
    heads: dict[tuple[frozenset[str], tuple[Span, ...]], int] = {}
    for clerk in clerks:
        kind = (clerk.skills, tuple(sorted(clerk.presence)))
        heads[kind] = heads.get(kind, 0) + 1
    groups = (Group(skills, level(presence, count)) for (skills, presence), count in heads.items())
    return Page(tuple(groups), desks)


def covers(free: int, start: int, ticks: int) -> bool:
    """Tell whether all these ticks lie within the day and their bits are set."""
    if not _inside(start, ticks):
        return False
    wanted = (1 << ticks) - 1
    return (free >> start) & wanted == wanted


def _inside(start: int, ticks: int) -> bool:
    return start >= 0 and ticks > 0 and start + ticks <= TICKS


def _row(day: bytes) -> NDArray[np.int16]:
    return np.frombuffer(day, dtype=np.uint8).astype(np.int16)


def _too_full(there: bytes, promised: Iterable[int]) -> str:
    pairs = enumerate(zip(there, promised, strict=True))
    return ", ".join(clock_text(tick) for tick, (have, given) in pairs if given > have)
