"""Where a page has a place left: all of it that a search over many pages needs to keep."""

from dataclasses import dataclass

from anlauf.engine.capacity.group import Need
from anlauf.engine.grid import TICKS

ANY_TICK = (1 << TICKS) - 1
OCTETS = TICKS // 8


@dataclass(frozen=True, slots=True)
class FreeTicks:
    """The ticks with a place left as bits, group after group, first tick first."""

    skills: tuple[frozenset[str], ...]
    packed: bytes

    @property
    def ticks(self) -> tuple[int, ...]:
        """The free ticks of each group as bits of one number."""
        return tuple(self._of(group) for group in range(len(self.skills)))

    def starts(self, need: Need, room: int = ANY_TICK) -> int:
        """All ticks at which the visit could start, as bits of one number.

        Every tick of the visit must have its bit in `room`, too.
        """
        starts = 0
        for group, skills in enumerate(self.skills):
            if need.skills <= skills:
                starts |= _runs(self._of(group) & room, need.ticks)
        return starts

    def _of(self, group: int) -> int:
        return int.from_bytes(self.packed[group * OCTETS : (group + 1) * OCTETS], "little")


def _runs(free: int, ticks: int) -> int:
    """The bits that begin a run of this many set bits, by doubling the length looked at."""
    reached = 1
    while reached < ticks:
        step = min(reached, ticks - reached)
        free &= free >> step
        reached += step
    return free
