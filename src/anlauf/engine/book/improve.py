"""Better policies of release: shares, days, horizon and overbooking, one step at a time.

Each step is played with the same people before and after, and taken only if what it saves is
beyond chance. What was found is played once more with people it has never met, so that the gain
told is not the luck of the search.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from anlauf.engine.book.played import Times
from anlauf.engine.book.season import Season, evaluate
from anlauf.engine.book.weeks import LONGEST, Policy, Weeks
from anlauf.engine.intervals import Interval, Numbers, difference
from anlauf.engine.release import Opening, Release, Tranche
from anlauf.engine.roster.stop import Stop

PERCENT = 5
DAYS = (-7, -1, 1, 7)
BOOKED_OVER = 0.25
LEVEL = 0.95

Progress = Callable[[int, float], None]


@dataclass(frozen=True)
class Prices:
    """What things cost, in units of an unused place.

    `overfull` is one who comes beyond the places, `day` a day of lead of one person; `refused` is
    somebody who found nothing, by kind.
    """

    overfull: float = 1.0
    day: float = 0.0
    refused: Mapping[str, float] = field(default_factory=dict)

    def of(self, season: Season) -> Numbers:
        """The cost of each replication by day."""
        known = {kind.name for kind in season.weeks.kinds}
        if strange := sorted(self.refused.keys() - known):
            raise ValueError(f"There is no kind {strange[0]!r}. Known are: {', '.join(known)}.")
        cost = season.parts("unused")[0] + self.overfull * season.parts("overfull")[0]
        cost = cost + self.day * season.parts("lead")[0]
        for kind, price in self.refused.items():
            cost = cost + price * season.parts(f"refused/{kind}")[0]
        return cost / season.weeks.days


@dataclass(frozen=True)
class Better:
    """The policy found, what it costs a day against the first one, and the steps that were taken.

    `finished` when no step is left that helps beyond chance.
    """

    policy: Policy
    change: Interval
    steps: tuple[str, ...]
    finished: bool


def improved(
    weeks: Weeks,
    start: Policy,
    prices: Prices,
    times: Times,
    *,
    stop: Stop,
    progress: Progress | None = None,
) -> Better:
    """A policy that costs less, by steps from the first one; half of `times` is kept to judge it.

    `progress` hears of policies tried and of the best cost so far.
    """
    if times.replications < 4:
        raise ValueError(f"{times.replications} replications compare nothing. Maybe take 40.")
    half = times.replications // 2
    search = _Search(weeks, prices, replace(times, replications=half), progress)
    best, steps = start, []
    while (step := search.step(best, stop)) is not None:
        best, name = step
        steps.append(name)
    unseen = replace(times, first=times.first + half, replications=times.replications - half)
    costs = [prices.of(evaluate(weeks, policy, unseen)) for policy in (start, best)]
    ones = np.ones(unseen.replications)
    change = difference((costs[0], ones), (costs[1], ones), LEVEL)
    return Better(best, change, tuple(steps), not stop.now)


class _Search:
    """Costs of policies tried, all with the same people."""

    def __init__(
        self, weeks: Weeks, prices: Prices, times: Times, progress: Progress | None
    ) -> None:
        self.weeks, self.prices, self.times, self.progress = weeks, prices, times, progress
        self.tried = 0
        self.turn = 0

    def step(self, policy: Policy, stop: Stop) -> tuple[Policy, str] | None:
        """The next step that saves something beyond chance: first the kind that helped last."""
        now = self._cost(policy)
        ones = np.ones_like(now)
        steps = list(steps_from(policy))
        turn = self.turn % len(steps) if steps else 0
        for number, (name, other) in enumerate([*steps[turn:], *steps[:turn]]):
            if stop.now:
                break
            change = difference((now, ones), (self._cost(other), ones), LEVEL)
            helps = change.high < 0
            if self.progress is not None:
                self.progress(self.tried, float(now.mean()) + min(change.value, 0.0) * helps)
            if helps:
                self.turn = turn + number
                return other, name
        return None

    def _cost(self, policy: Policy) -> Numbers:
        self.tried += 1
        return self.prices.of(evaluate(self.weeks, policy, self.times))


def steps_from(policy: Policy) -> Iterator[tuple[str, Policy]]:
    """Every policy one step away, with what the step is."""
    for name, release in (*_shares(policy.release), *_days(policy.release), *_ends(policy.release)):
        yield name, replace(policy, release=release)
    for change in (-BOOKED_OVER, BOOKED_OVER):
        booked = round(policy.overbooking + change, 6)
        if 0 <= booked <= 1:
            yield f"overbooking {booked:g}", replace(policy, overbooking=booked)


def _shares(release: Release) -> Iterator[tuple[str, Release]]:
    for source, giving in enumerate(release.tranches):
        for target, taking in enumerate(release.tranches):
            if source != target and giving.percent > PERCENT:
                less = replace(giving, percent=giving.percent - PERCENT)
                more = replace(taking, percent=taking.percent + PERCENT)
                name = f"{PERCENT} percent from {giving.name} to {taking.name}"
                yield name, _with(release, {source: less, target: more})


def _days(release: Release) -> Iterator[tuple[str, Release]]:
    """Every opening that counts days, a little earlier or later."""
    for place, tranche in enumerate(release.tranches):
        for number, opening in enumerate(tranche.openings):
            for change in DAYS:
                ahead = (opening.days_before or 0) + change
                if opening.days_before is not None and 0 <= ahead <= LONGEST:
                    moved = _opened(tranche, number, replace(opening, days_before=ahead))
                    name = f"{tranche.name} opens to {opening.share} {ahead} days before"
                    yield name, _with(release, {place: moved})


def _ends(release: Release) -> Iterator[tuple[str, Release]]:
    if release.horizon_days is not None:
        for change in DAYS:
            ahead = release.horizon_days + change
            if 0 <= ahead <= LONGEST:
                yield f"horizon {ahead} days", replace(release, horizon_days=ahead)


def _opened(tranche: Tranche, number: int, opening: Opening) -> Tranche:
    openings = (*tranche.openings[:number], opening, *tranche.openings[number + 1 :])
    return replace(tranche, openings=openings)


def _with(release: Release, others: Mapping[int, Tranche]) -> Release:
    tranches = (others.get(place, one) for place, one in enumerate(release.tranches))
    return replace(release, tranches=tuple(tranches))
