"""The heart of the search: somebody's best days at given costs, exactly, by dynamic programming.

The value of a state is the least that the days after it can cost. Minutes are the innermost
dimension, so that the compiler turns their loop into wide instructions.
"""

from math import inf

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.compiled import entry
from anlauf.engine.roster.automaton import Ints, Walk
from anlauf.engine.roster.contract import Costs

Values = NDArray[np.float64]  # day × state × weekends × count × units
Columns = NDArray[np.int16]  # plans, by columns of duties; -1 is a day off


@entry
def values(walk: Walk, costs: Costs) -> Values:
    """The least that the rest of the period costs from each state; infinite where it cannot be."""
    days, kinds = costs.shape
    states, counts, units = walk.after.shape[0], walk.counted.shape[1], walk.most + 1
    value = np.full((days + 1, states, walk.weekends + 1, counts, units), inf)
    value[days, :, :, :, walk.least :] = 0.0
    widest = walk.units.max()
    for day in range(days - 1, -1, -1):
        high = min(walk.most, day * widest)
        low = max(0, walk.least - (days - day) * widest)
        for state in range(states):
            for kind in range(kinds):
                following = walk.after[state, kind]
                price = costs[day, kind]
                if following < 0 or price == inf:
                    continue
                weekend = 0
                if kind > 0:
                    rule = walk.weekend[day]
                    weekend = 1 if rule == 1 or (rule == 2 and walk.worked[state] == 0) else 0
                bump = walk.bump[day, kind]
                unit = walk.units[kind]
                for used in range(walk.weekends + 1 - weekend):
                    for count in range(counts):
                        dear = price + walk.beyond[bump, count]
                        if dear == inf:
                            continue
                        here = value[day, state, used, count, low:]
                        then = walk.counted[bump, count]
                        there = value[day + 1, following, used + weekend, then, low + unit :]
                        for n in range(min(high, walk.most - unit) + 1 - low):
                            total = dear + there[n]
                            here[n] = min(here[n], total)
    return value


@entry
def path(walk: Walk, costs: Costs, value: Values) -> Ints:
    """The kinds of a cheapest walk from the first day on."""
    days, kinds = costs.shape
    found = np.zeros(days, np.int32)
    state, used, count, so_far = walk.start, 0, 0, 0
    for day in range(days):
        best, chosen, best_weekend = inf, 0, 0
        for kind in range(kinds):
            following = walk.after[state, kind]
            if following < 0 or so_far + walk.units[kind] > walk.most:
                continue
            weekend = 0
            if kind > 0:
                rule = walk.weekend[day]
                weekend = 1 if rule == 1 or (rule == 2 and walk.worked[state] == 0) else 0
            if used + weekend > walk.weekends:
                continue
            bump = walk.bump[day, kind]
            total = (
                costs[day, kind]
                + walk.beyond[bump, count]
                + value[
                    day + 1,
                    following,
                    used + weekend,
                    walk.counted[bump, count],
                    so_far + walk.units[kind],
                ]
            )
            if total < best:
                best, chosen, best_weekend = total, kind, weekend
        found[day] = chosen
        count = walk.counted[walk.bump[day, chosen], count]
        so_far += walk.units[chosen]
        state = walk.after[state, chosen]
        used += best_weekend
    return found


@entry
def cheapest(walk: Walk, own: Costs, rest: Costs, reward: Costs) -> tuple[Costs, Ints]:
    """For each day and kind the cheapest of its duties after rewards, and which one that is."""
    days, duties = own.shape
    kinds = walk.units.shape[0]
    costs = np.full((days, kinds), inf)
    which = np.full((days, kinds), -1, np.int32)
    for day in range(days):
        costs[day, 0] = rest[day]
        for duty in range(duties):
            kind = walk.kinds[duty]
            cost = own[day, duty] - reward[day, duty]
            if cost < costs[day, kind]:
                costs[day, kind] = cost
                which[day, kind] = duty
    return costs, which


@entry
def within(walk: Walk, costs: Costs, value: Values, limit: float, found: Columns) -> int:
    """All plans that cost at most `limit`, by columns of duties; -1 where `found` is too small.

    `costs` has a column for each duty after one for the day off. The values of the states say
    early which beginnings lead nowhere.
    """
    days, choices = costs.shape
    depth, count = 0, 0
    here = np.zeros((days + 1, 4), np.int64)  # state, weekends, counted, units
    here[0, 0] = walk.start
    spent = np.zeros(days + 1)
    choice = np.zeros(days + 1, np.int64)
    while depth >= 0:
        if depth == days:
            if count == len(found):
                return -1
            found[count] = choice[:days] - 2
            count += 1
            depth -= 1
            continue
        if choice[depth] == choices:
            depth -= 1
            continue
        taken = choice[depth]
        choice[depth] += 1
        kind = 0 if taken == 0 else walk.kinds[taken - 1]
        state, used, counted, units = here[depth]
        following = walk.after[state, kind]
        units += walk.units[kind]
        if following < 0 or units > walk.most:
            continue
        if kind > 0:
            rule = walk.weekend[depth]
            used += 1 if rule == 1 or (rule == 2 and walk.worked[state] == 0) else 0
            if used > walk.weekends:
                continue
        bump = walk.bump[depth, kind]
        total = spent[depth] + costs[depth, taken] + walk.beyond[bump, counted]
        counted = walk.counted[bump, counted]
        if total + value[depth + 1, following, used, counted, units] <= limit:
            depth += 1
            here[depth, 0], here[depth, 1] = following, used
            here[depth, 2], here[depth, 3] = counted, units
            spent[depth] = total
            choice[depth] = 0
    return count
