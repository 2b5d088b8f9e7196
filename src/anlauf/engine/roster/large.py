"""Large problems: prices for all, small whole programs for the parts, then rounds of both.

One linear program gives the first prices, the ascent better ones and the bound. At these prices
the parts are settled one after the other, each with whom it calls from elsewhere; then parts and
days are taken up again and again.
"""

from concurrent.futures import ThreadPoolExecutor

from anlauf.engine.roster.ascent import FIRST, ON, Ascent
from anlauf.engine.roster.blocks import blocks
from anlauf.engine.roster.compact import Compact
from anlauf.engine.roster.contract import Costs
from anlauf.engine.roster.levels import levels
from anlauf.engine.roster.parts import LARGEST, parts
from anlauf.engine.roster.respond import polished
from anlauf.engine.roster.roam import Descent, descended
from anlauf.engine.roster.rounds import CORES, improve_in_rounds
from anlauf.engine.roster.state import Search

TURN = 7.0  # seconds for one part
ASCENT, LONGEST = 0.2, 60.0  # of the time left, and seconds


def solve_in_parts(search: Search, largest: int = LARGEST) -> None:
    """Search until it is time; no part has more people than `largest`."""
    found = parts(search, largest)
    seats = [(contract, len(contract.people)) for contract in search.contracts]
    compact = Compact(search.problem, levels(search.cover), seats)
    relaxed = compact.program.relaxed()
    solved = relaxed.solve(search.stop.left)
    if solved is None or search.plans is None:
        return
    search.learn(priced(search, compact.duals(solved)), "prices")
    with ThreadPoolExecutor(CORES) as workers, ThreadPoolExecutor(CORES + 1) as aside:
        ascent = Ascent(search, compact.levels, blocks(compact.levels, search.contracts), aside)
        stop = search.stop.within(min(LONGEST, ASCENT * search.stop.left))
        climbed = ascent.climb(compact.prices(solved), FIRST, stop)
        search.learn(climbed.bound, "prices")
        descent = Descent(
            search, found, compact, relaxed, solved, climbed.prices, search.plans.copy()
        )
        search.offer(descended(descent, workers, CORES, TURN), "parts")
        search.offer(polished(search, search.plans, 2), "response")
        if search.stop.left > LONGEST:
            further = aside.submit(ascent.climb, climbed.prices, ON, search.stop.within(LONGEST))
            improve_in_rounds(search, found, workers, search.stop.within(LONGEST))
            search.learn(further.result().bound, "prices")
        improve_in_rounds(search, found, workers, search.stop)


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
