"""The pattern of a day that costs least: how many people to ask for at the start of each slot.

Where everybody shows up with the same probability, the cost is multimodular (Kaandorp and Koole
2007 for one counter, Zacharias and Pinedo 2017 for several): a pattern that no set of people moved
by one slot at once can better is the best of all. The search moves one person to any slot first,
then two, and then, on days small enough, every such set.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from anlauf.engine.book.day import Chain, Day, Figures, Weights

EXHAUSTIVE_UP_TO = 12  # slots: 4,096 neighbours
ROUNDING = 1e-12  # two costs nearer than that are the same

Pattern = tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """The best pattern found; `proven` when no other pattern can cost less."""

    pattern: Pattern
    figures: Figures
    cost: float
    proven: bool


def evenly(people: int, slots: int) -> Pattern:
    """So many people spread over the slots as evenly as can be, the first at the start."""
    if people < 1 or slots < 1:
        raise ValueError(f"{people} people cannot be spread over {slots} slots.")
    asked = [0] * slots
    for person in range(people):
        asked[person * slots // people] += 1
    return tuple(asked)


def best_pattern(
    day: Day, people: int, weights: Weights, *, stop: Callable[[], bool] = lambda: False
) -> Found:
    """The pattern for so many people that costs least, or the best until `stop` says so."""
    chain = Chain(day, people)
    costs: dict[Pattern, float] = {}

    def cost(pattern: Pattern) -> float:
        if pattern not in costs:
            costs[pattern] = weights.cost(chain.figures(pattern))
        return costs[pattern]

    best = evenly(people, day.slots)
    neighbourhoods = [_one_moved, _two_moved]
    if day.slots <= EXHAUSTIVE_UP_TO:
        neighbourhoods.append(_all_shifts)
    tried = 0
    while tried < len(neighbourhoods) and not stop():
        better = _descended(best, cost, neighbourhoods[tried], stop)
        tried = 0 if better != best and tried else tried + 1
        best = better
    everything = tried == len(neighbourhoods) and _all_shifts in neighbourhoods
    proven = everything and len(set(day.shows)) == 1
    return Found(best, chain.figures(best), cost(best), proven)


def _descended(
    pattern: Pattern,
    cost: Callable[[Pattern], float],
    neighbours: Callable[[Pattern], Iterator[Pattern]],
    stop: Callable[[], bool],
) -> Pattern:
    """The pattern after taking the best neighbour again and again, until none is better."""
    while not stop():
        better = min(neighbours(pattern), key=cost, default=pattern)
        if cost(better) >= cost(pattern) - ROUNDING:
            break
        pattern = better
    return pattern


def _one_moved(pattern: Pattern) -> Iterator[Pattern]:
    """One person asked for at another time."""
    for source, target in product(range(len(pattern)), repeat=2):
        if source != target and pattern[source]:
            yield _moved(pattern, [(source, target)])


def _two_moved(pattern: Pattern) -> Iterator[Pattern]:
    """Two people asked for a slot or two earlier or later each."""
    steps = [
        (source, target)
        for source, asked in enumerate(pattern)
        for target in range(max(0, source - 2), min(len(pattern), source + 3))
        if asked and source != target
    ]
    for pair in combinations(steps, 2):
        if pair[0][0] != pair[1][0]:
            yield _moved(pattern, pair)


def _all_shifts(pattern: Pattern) -> Iterator[Pattern]:
    """Every set of people moved one slot earlier at once, around the clock: Kaandorp and Koole."""
    slots = len(pattern)
    for chosen in product((False, True), repeat=slots):
        asked = list(pattern)
        for slot in range(slots):
            if chosen[slot]:
                asked[slot - 1] += 1
                asked[slot] -= 1
        if min(asked) >= 0 and any(chosen) and not all(chosen):
            yield tuple(asked)


def _moved(pattern: Pattern, moves: Sequence[tuple[int, int]]) -> Pattern:
    asked = list(pattern)
    for source, target in moves:
        asked[source] -= 1
        asked[target] += 1
    return tuple(asked)
