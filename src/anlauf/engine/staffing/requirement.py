"""The cheapest plan that keeps the target, and how far from the best it can be.

The bound is of `bound.least_total`; the search begins with a rule of thumb and saves clerks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, takewhile

from anlauf.engine.roster.stop import Stop
from anlauf.engine.staffing.bound import least_total
from anlauf.engine.staffing.chain import Judge
from anlauf.engine.staffing.day import Day, Target
from anlauf.engine.staffing.progress import UNHURRIED, Progress, quiet
from anlauf.engine.staffing.start import Plan, modified_load


@dataclass(frozen=True)
class Requirement:
    """Clerks by slot, the share delayed in each, and the least that any plan needs altogether."""

    clerks: Plan
    delayed: tuple[float, ...]
    bound: int

    @property
    def total(self) -> int:
        """Clerk-slots of the whole day."""
        return sum(self.clerks)

    @property
    def gap(self) -> float:
        """By what share of itself the plan may be too dear."""
        return (self.total - self.bound) / self.total if self.total else 0.0


def requirement(
    day: Day, target: Target, *, stop: Stop = UNHURRIED, progress: Progress = quiet
) -> Requirement:
    """The cheapest plan found that keeps the target in every slot; valid whenever it is stopped.

    Progress hears of the step and of the clerk-slots so far.
    """
    start = modified_load(day, target)
    search = _Search(Judge(day, max(start) + _ROOM), target)
    plan = search.enough(start)
    progress("start", sum(plan))
    plan = search.improved(plan, stop, progress)
    bound = least_total(search.judge, target, stop)
    progress("bound", bound)
    return Requirement(plan, search.judge.delayed(plan), bound)


def enough(day: Day, target: Target) -> Plan:
    """Clerks that keep the target in every slot, at once: a little generous, without a bound."""
    start = modified_load(day, target)
    return _Search(Judge(day, max(start) + _ROOM), target).enough(start)


_ROOM = 20  # clerks more than the start that a slot may get


class _Search:
    """Plans around one another, each judged exactly."""

    def __init__(self, judge: Judge, target: Target) -> None:
        self.judge = judge
        self.target = target

    def keeps(self, plan: Plan) -> bool:
        """Tell whether the target is kept in every slot; stops at the first where it is not."""
        state = self.judge.empty()
        for rate, clerks in zip(self.judge.day.rates, plan, strict=True):
            state, share = self.judge.passed(state, rate, clerks)
            if rate > 0 and share > self.target.delayed:
                return False
        return True

    def enough(self, plan: Plan) -> Plan:
        """The plan with clerks added where too many wait, from the first slot on."""
        state, found = self.judge.empty(), []
        for rate, clerks in zip(self.judge.day.rates, plan, strict=True):
            there = clerks
            after, share = self.judge.passed(state, rate, there)
            while rate > 0 and share > self.target.delayed:
                there += 1
                after, share = self.judge.passed(state, rate, there)
            state = after
            found.append(there)
        return tuple(found)

    def improved(self, plan: Plan, stop: Stop, progress: Progress) -> Plan:
        """The plan after every move that saves a clerk, until there is none."""
        better: Plan | None = plan
        while better is not None:
            plan = better
            tried = takewhile(lambda _other: not stop.now, _cheaper(plan))
            better = next((other for other in tried if self.keeps(other)), None)
            if better is not None:
                progress("savings", sum(better))
        return plan


def _cheaper(plan: Plan) -> Iterator[Plan]:
    """Every plan with a clerk less: one taken away, or two for one given before them."""
    for slot, clerks in enumerate(plan):
        if clerks:
            yield _changed(plan, {slot: -1})
    for first, second in combinations(range(len(plan)), 2):
        for given in range(second):
            if given != first and plan[first] and plan[second]:
                yield _changed(plan, {first: -1, second: -1, given: +1})
    for slot, clerks in enumerate(plan):
        for given in range(slot):
            if clerks > 1:
                yield _changed(plan, {slot: -2, given: +1})


def _changed(plan: Plan, by: dict[int, int]) -> Plan:
    return tuple(clerks + by.get(slot, 0) for slot, clerks in enumerate(plan))
