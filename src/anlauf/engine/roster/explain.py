"""How two rosters differ, rule by rule and without names: what a choice costs and whom it moves."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from anlauf.engine.roster.problem import Problem, Roster
from anlauf.engine.roster.referee import Verdict, judge

SAYS = {
    "under": "people missing",
    "over": "people too many",
    "request": "wishes not met",
    "share": "duties beyond a fair share",
}


@dataclass(frozen=True)
class Difference:
    """One rule, and what it costs in both rosters, how often, and for how many people or days."""

    rule: str
    says: str
    cost: tuple[int, int]
    cases: tuple[int, int]
    worst: tuple[int, int]  # the most that one person, or one day, bears of it

    @property
    def cheaper(self) -> int:
        """How much cheaper the second roster is by this rule."""
        return self.cost[0] - self.cost[1]


@dataclass(frozen=True)
class Explanation:
    """All differences, the dearest first; rules broken; and how much is moved."""

    differences: tuple[Difference, ...]
    broken: tuple[tuple[str, int, int], ...]
    people_moved: int
    days_moved: int


def explain(problem: Problem, first: Roster, second: Roster) -> Explanation:
    """What changes from the first roster to the second."""
    verdicts = judge(problem, first), judge(problem, second)
    differences = [one for one in _differences(verdicts) if one.cost[0] or one.cost[1]]
    moved = [
        sum(old != new for old, new in zip(days, second[person], strict=True))
        for person, days in first.items()
    ]
    return Explanation(
        differences=tuple(sorted(differences, key=lambda one: -abs(one.cheaper))),
        broken=tuple(_broken(verdicts)),
        people_moved=sum(days > 0 for days in moved),
        days_moved=sum(moved),
    )


def _differences(verdicts: tuple[Verdict, Verdict]) -> Iterator[Difference]:
    for rule, says in SAYS.items():
        ((cost, cases, worst), (new_cost, new_cases, new_worst)) = (
            _measured(verdict, rule) for verdict in verdicts
        )
        pairs = (cost, new_cost), (cases, new_cases), (worst, new_worst)
        yield Difference(rule, says, *pairs)


def _measured(verdict: Verdict, rule: str) -> tuple[int, int, int]:
    """What a rule costs, in how many cases, and the most that falls on one person or one day."""
    found = [penalty for penalty in verdict.penalties if penalty.kind == rule]
    borne: Counter[object] = Counter()
    for penalty in found:
        borne[penalty.person or penalty.day] += penalty.cost
    return sum(one.cost for one in found), len(found), max(borne.values(), default=0)


def _broken(verdicts: tuple[Verdict, Verdict]) -> Iterator[tuple[str, int, int]]:
    before, after = (Counter(one.rule for one in verdict.violations) for verdict in verdicts)
    for rule in sorted(before.keys() | after.keys()):
        yield rule, before[rule], after[rule]
