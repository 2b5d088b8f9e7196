"""Some days of some people while all others stay, as a small program in whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from anlauf.engine.roster.compact import Compact
from anlauf.engine.roster.contract import OFF, Contract, Plan
from anlauf.engine.roster.cover import Counts, Cover, Mask
from anlauf.engine.roster.levels import levels
from anlauf.engine.roster.parts import Part
from anlauf.engine.roster.state import Search

Seats = Sequence[Contract]


@dataclass(frozen=True)
class Patch:
    """New plans for these people, on these days."""

    people: Counts
    days: Counts
    plans: Plan

    def on(self, plans: Plan) -> Plan:
        """A roster with these plans in it."""
        plans = plans.copy()
        plans[np.ix_(self.people, self.days)] = self.plans[:, self.days]
        return plans


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
    return _solved(search, plans, asked, seats, np.arange(search.cover.days), seconds)


def patched_days(search: Search, plans: Plan, days: Counts, seconds: float) -> Patch | None:
    """The best of these days for everybody, while all other days stay."""
    if search.stop.now:
        return None
    seats = [
        _settled(search.contracts[number], plan, days)
        for number, plan in zip(search.contract_of, plans, strict=True)
    ]
    return _solved(search, plans, np.arange(len(plans)), seats, days, seconds)


def _solved(
    search: Search, plans: Plan, asked: Counts, seats: Seats, days: Counts, seconds: float
) -> Patch | None:
    others = np.setdiff1d(np.arange(len(plans)), asked)
    missing = search.cover.without(search.cover.filled(plans[others]))
    cover, _kept = missing.near(_reached(search.cover, seats).ravel())
    compact = Compact(search.problem, levels(cover), [(seat, 1) for seat in seats])
    found = compact.best(min(seconds, search.stop.left), plans[asked])
    return None if found is None else Patch(asked, days, found[0])


def _coming(contract: Contract, plan: Plan, here: Mask) -> Contract:
    """A contract with only what somebody does now and what they could do here."""
    now = contract.duties[None, :] == plan[:, None]
    possible = now | here[:, contract.duties]
    return replace(contract, own=np.where(possible, contract.own, inf))


def _settled(contract: Contract, plan: Plan, days: Counts) -> Contract:
    """A contract in which all other days are as they are."""
    free = np.isin(np.arange(len(plan)), days)
    now = contract.duties[None, :] == plan[:, None]
    return replace(
        contract,
        own=np.where(now | free[:, None], contract.own, inf),
        rest=np.where((plan != OFF) & ~free, inf, contract.rest),
    )


def _reached(cover: Cover, seats: Seats) -> Mask:
    reached = np.zeros((cover.days, cover.duties), dtype=bool)
    for seat in seats:
        reached[:, seat.duties] |= np.isfinite(seat.own)
    return reached
