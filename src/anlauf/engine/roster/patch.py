"""Some people's best days while all others stay, as a small program in whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from anlauf.engine.roster.compact import Compact
from anlauf.engine.roster.contract import Contract, Costs, Plan
from anlauf.engine.roster.cover import Counts, Cover, Mask
from anlauf.engine.roster.levels import levels
from anlauf.engine.roster.parts import Part, Parts
from anlauf.engine.roster.state import Search


@dataclass(frozen=True)
class Patch:
    """New plans for these people."""

    people: Counts
    plans: Plan


def patched(
    search: Search, plans: Plan, part: Part, guests: Counts, seconds: float
) -> Patch | None:
    """The best plans for a part's people, and for guests as far as they can come to it."""
    if search.stop.now or not len(part.people) + len(guests):
        return None
    asked = np.concatenate([part.people, guests])
    seats = [search.contracts[search.contract_of[person]] for person in part.people]
    here = search.cover.where(part.needs)
    for guest in guests:
        contract = search.contracts[search.contract_of[guest]]
        seats.append(_coming(contract, plans[guest], here))
    others = np.setdiff1d(np.arange(len(plans)), asked)
    missing = search.cover.without(search.cover.filled(plans[others]))
    cover, _kept = missing.near(_reached(search.cover, seats).ravel())
    compact = Compact(search.problem, levels(cover), [(seat, 1) for seat in seats])
    found = compact.best(min(seconds, search.stop.left), plans[asked])
    return None if found is None else Patch(asked, found[0])


def _coming(contract: Contract, plan: Plan, here: Mask) -> Contract:
    """A guest's contract with only what they do now and what they could do at a part."""
    now = contract.duties[None, :] == plan[:, None]
    possible = now | here[:, contract.duties]
    return replace(contract, own=np.where(possible, contract.own, inf))


def _reached(cover: Cover, seats: Sequence[Contract]) -> Mask:
    reached = np.zeros((cover.days, cover.duties), dtype=bool)
    for seat in seats:
        reached[:, seat.duties] |= np.isfinite(seat.own)
    return reached


def bound(search: Search, duals: Costs, found: Parts, part: Part, seconds: float) -> float:
    """What a part costs at least when whoever roams may be had for what the needs pay."""
    if search.stop.now:
        return -inf
    cover = search.cover.only(part.needs)
    seats = [(search.contracts[search.contract_of[person]], 1) for person in part.people]
    compact = Compact(search.problem, levels(cover), seats)
    most = _possible(search, found.roaming) * search.cover.where(part.needs)
    own = np.zeros_like(duals)
    own[part.needs] = duals[part.needs]
    rewards = search.cover.rewards(own)
    for day, duty in zip(*most.nonzero(), strict=True):
        compact.pool(int(day), int(duty), float(rewards[day, duty]), int(most[day, duty]))
    solved = compact.program.best(min(seconds, search.stop.left))
    return -inf if solved is None else compact.base + solved.bound


def _possible(search: Search, people: Counts) -> Counts:
    """How many of these people could have each duty on each day."""
    most = np.zeros((search.cover.days, search.cover.duties), dtype=np.int64)
    for person in people:
        contract = search.contracts[search.contract_of[person]]
        most[:, contract.duties] += np.isfinite(contract.own)
    return most
