"""Large problems: one linear program for the prices, small whole programs for the parts.

The parts are settled one after the other, each with whom it calls from elsewhere; then each is
taken up again and again. The bound comes from the parts as well: what each costs at least when it
may have anybody from elsewhere at the price that all parts pay for them.
"""

import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait

import numpy as np

from anlauf.engine.roster.compact import Compact
from anlauf.engine.roster.contract import Costs
from anlauf.engine.roster.cover import Counts
from anlauf.engine.roster.levels import levels
from anlauf.engine.roster.parts import LARGEST, Part, Parts, parts
from anlauf.engine.roster.patch import Patch, bound, patched
from anlauf.engine.roster.pricing import Pricer
from anlauf.engine.roster.respond import polished
from anlauf.engine.roster.roam import Descent, descended
from anlauf.engine.roster.state import Search

CORES = os.cpu_count() or 1
TURN, AGAIN, BOUND = 12.0, 15.0, 30.0  # seconds for one part
NOBODY: Counts = np.array([], dtype=np.int64)


def solve_in_parts(search: Search, largest: int = LARGEST) -> None:
    """Search until it is time; no part has more people than `largest`."""
    found = parts(search, largest)
    seats = [(contract, len(contract.people)) for contract in search.contracts]
    compact = Compact(search.problem, levels(search.cover), seats)
    relaxed = compact.program.relaxed()
    solved = relaxed.solve(search.stop.left)
    if solved is None or search.plans is None:
        return
    duals = compact.duals(solved)
    search.learn(priced(search, duals), "prices")
    with ThreadPoolExecutor(CORES) as workers, ThreadPoolExecutor(1) as aside:
        bounds = [aside.submit(bound, search, duals, found, part, BOUND) for part in found.parts]
        whole = aside.submit(_together, search, duals, found, bounds)
        descent = Descent(search, found, compact, relaxed, solved, search.plans.copy())
        plans = descended(descent, workers, CORES, TURN)
        search.offer(plans, "parts")
        search.offer(polished(search, plans, 2), "response")
        _improve(search, workers, found, whole)


def first_prices(search: Search, seconds: float) -> Costs | None:
    """What the needs should pay by one linear program for all, or None where that takes long."""
    seats = [(contract, len(contract.people)) for contract in search.contracts]
    compact = Compact(search.problem, levels(search.cover), seats)
    solved = compact.program.relaxed().solve(seconds)
    return None if solved is None else compact.duals(solved)


def priced(search: Search, duals: Costs) -> float:
    """What nothing can be cheaper than when each need pays its dual."""
    rewards = search.cover.rewards(duals)
    return float(search.cover.wanted @ duals) + sum(
        len(contract.people) * pricer.price(rewards).bound
        for contract, pricer in zip(search.contracts, search.pricers, strict=True)
    )


def _together(search: Search, duals: Costs, found: Parts, bounds: list[Future[float]]) -> float:
    """The parts' bounds, the best plans of those who roam, and what nobody can serve."""
    rewards = search.cover.rewards(duals)
    total = sum(future.result() for future in bounds)
    for person in found.roaming:
        contract = search.contracts[search.contract_of[person]]
        total += Pricer(search.problem, contract).price(rewards).bound
    served = np.isin(np.arange(len(search.cover.wanted)), search.cover.rows)
    return total + float(search.cover.under[~served] @ search.cover.wanted[~served])


def _improve(search: Search, workers: Executor, found: Parts, whole: Future[float]) -> None:
    """Part after part anew, each with some of those who roam, and the bound when it is known."""
    running: dict[Future[Patch | None], Counts] = {}
    order = _forever(search, found)
    learned = False
    while not search.over and search.plans is not None:
        while len(running) < CORES:
            part = next(order)
            guests = _guests(search, found, running)
            task = workers.submit(patched, search, search.plans, part, guests, AGAIN)
            running[task] = np.concatenate([part.people, guests])
        done, _others = wait(running, return_when=FIRST_COMPLETED)
        for task in done:
            del running[task]
            _take(search, task.result())
        if whole.done() and not learned:
            search.learn(whole.result(), "parts")
            learned = True
    if not learned:
        search.learn(whole.result(), "parts")


def _guests(search: Search, found: Parts, running: dict[Future[Patch | None], Counts]) -> Counts:
    """Some of those who roam and are not asked just now."""
    free = np.setdiff1d(found.roaming, np.concatenate([NOBODY, *running.values()]))
    return search.dice.permutation(free)[: -(-len(found.roaming) // CORES)]


def _take(search: Search, patch: Patch | None) -> None:
    """Give these people their new plans if that is cheaper still."""
    if patch and search.plans is not None:
        plans = search.plans.copy()
        plans[patch.people] = patch.plans
        search.offer(plans, "neighbourhood")


def _forever(search: Search, found: Parts) -> Iterator[Part]:
    """The parts in turn, in a new order each time."""
    while True:
        for place in search.dice.permutation(len(found.parts)):
            yield found.parts[place]
