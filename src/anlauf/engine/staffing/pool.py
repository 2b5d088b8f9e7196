"""What no team can do without: groups of skills served by clerks who can do all of them.

Clerks who can do more, and clerks for everybody before and after, only help. So in each slot a
group of skills needs at least as many clerks able to do any of them as it would need then.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import inf
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.compiled import compiled, entry
from anlauf.engine.simulate import dice
from anlauf.engine.simulate.crowd import Crowd, gather
from anlauf.engine.simulate.dice import child
from anlauf.engine.simulate.draws import draw
from anlauf.engine.simulate.flat import Flat, Numbers, expected, flat
from anlauf.engine.simulate.run import crowd_for, key_of
from anlauf.engine.staffing.duties import played
from anlauf.engine.staffing.office import Office
from anlauf.engine.staffing.play import Sample, stamp_of

Group = tuple[int, ...]  # skills by number
MANY_SKILLS = 6


class Groups(NamedTuple):
    """Which skills belong to which group, what is promised, and where sums are kept."""

    holds: NDArray[np.bool_]  # by group and skill
    within: Numbers  # by group: the most patient promise
    share: Numbers  # by skill
    surplus: Numbers  # by group, slot and number of clerks: called in time less promised


Machine = Callable[[Flat, Numbers, Groups, int, np.uint64, Crowd, Numbers], int]


def groups_of(office: Office) -> list[Group]:
    """Groups of skills with promises over the same span; of many skills not every group."""
    found = []
    for span in sorted({one.promise.span for one in office.demands}):
        skills = [n for n, one in enumerate(office.demands) if one.promise.span is span]
        sizes = range(1, len(skills) + 1)
        chosen = sizes if len(skills) <= MANY_SKILLS else sorted({1, 2, len(skills)})
        found += [group for size in chosen for group in combinations(skills, size)]
    return found


def surplus(sample: Sample, groups: Sequence[Group], most: int) -> Numbers:
    """By group, slot and number of clerks: how many more are called in time than promised."""
    office = sample.office
    day = played(office, np.zeros((len(office.profiles), office.slots), np.int64))
    laid, rates = flat(day), expected(day)
    within = [one.promise.within for one in office.demands]
    known = Groups(
        holds=np.array([[skill in group for skill in range(len(within))] for group in groups]),
        within=np.array([max(within[skill] for skill in group) for group in groups]),
        share=np.array([one.promise.share for one in office.demands]),
        surplus=np.zeros((len(groups), office.slots, most + 1)),
    )
    machine(
        laid,
        rates[0],
        known,
        sample.days,
        key_of(sample.seed),
        crowd_for(laid, rates),
        np.empty(most),
    )
    return known.surplus / sample.days


@compiled
def _served(
    day: Flat, crowd: Crowd, many: int, groups: Groups, place: tuple[int, int], ends: Numbers
) -> float:
    """Called in time less promised, of those of the group who come in the slot.

    `ends` are the latest ends of services so far, one for each clerk: whoever comes is called when
    the earliest of them is over (Kiefer and Wolfowitz 1955).
    """
    group, slot = place
    begins, until, surplus = slot * day.people.slot, (slot + 1) * day.people.slot, 0.0
    ends[:] = 0.0
    for number in range(many):
        one = crowd.order[number]
        arrive, skill = crowd.arrive[one], crowd.service[one]
        if arrive >= until:
            break
        if not groups.holds[group, skill]:
            continue
        if arrive < begins:
            _occupy(ends, arrive + crowd.minutes[one], begins)
            continue
        call = max(arrive, min(until, _free(ends)))
        surplus -= groups.share[skill]
        if call - arrive <= _patience(day, crowd, one):
            surplus += 1.0 if call - arrive <= groups.within[group] else 0.0
            _occupy(ends, call + crowd.minutes[one], begins)
    return surplus


@compiled
def _free(ends: Numbers) -> float:
    """When the next clerk is free."""
    best = inf
    for end in ends:
        best = min(best, end)
    return best


@compiled
def _occupy(ends: Numbers, end: float, begins: float) -> None:
    """The clerk who is free first serves until then; what is over before the slot is forgotten."""
    if end <= begins or len(ends) == 0:
        return
    best = 0
    for clerk in range(1, len(ends)):
        if ends[clerk] < ends[best]:
            best = clerk
    ends[best] = max(ends[best], end)


@compiled
def _patience(day: Flat, crowd: Crowd, one: int) -> float:
    law = day.lines.patience[crowd.line[one]]
    return inf if law < 0 else draw(day.laws, law, crowd.key[one], dice.PATIENCE)


def _made_from(stamp: int) -> Machine:
    @entry
    def machine(
        day: Flat,
        rates: Numbers,
        groups: Groups,
        days: int,
        key: np.uint64,
        crowd: Crowd,
        ends: Numbers,
    ) -> int:
        many = 0 * stamp
        for number in range(days):
            many = gather(day, rates, child(key, number), crowd)
            for group in range(len(groups.holds)):
                for slot in range(rates.shape[1]):
                    for clerks in range(groups.surplus.shape[2]):
                        groups.surplus[group, slot, clerks] += _served(
                            day, crowd, many, groups, (group, slot), ends[:clerks]
                        )
        return many

    return machine


machine = _made_from(stamp_of(Path(__file__)))
