"""The referee: the only one who may call a roster valid, and who says what each penalty is for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from anlauf.engine.roster.problem import FairShare, Person, Problem, Roster
from anlauf.engine.roster.rules import RULES
from anlauf.engine.roster.together import RULE, alone


@dataclass(frozen=True)
class Violation:
    """A rule broken: nobody may publish a roster that has one."""

    rule: str
    person: str
    day: int | None
    says: str


@dataclass(frozen=True)
class Penalty:
    """What something undesired costs."""

    kind: str  # under, over, request, share
    cost: int
    says: str
    day: int | None = None
    person: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What the referee says: valid without violations, and as dear as its penalties together."""

    violations: tuple[Violation, ...]
    penalties: tuple[Penalty, ...]

    @property
    def valid(self) -> bool:
        """Tell whether no rule is broken."""
        return not self.violations

    @property
    def cost(self) -> int:
        """All penalties together."""
        return sum(penalty.cost for penalty in self.penalties)


def judge(problem: Problem, roster: Roster) -> Verdict:
    """The verdict about a roster; raises ValueError where it is not about these people and days."""
    _check_shape(problem, roster)
    return Verdict(tuple(_violations(problem, roster)), tuple(_penalties(problem, roster)))


def _check_shape(problem: Problem, roster: Roster) -> None:
    names = {person.key for person in problem.people}
    if names != set(roster):
        odd = ", ".join(sorted(names ^ set(roster)))
        raise ValueError(f"The roster and the problem are not about the same people: {odd}.")
    for name, days in roster.items():
        if len(days) != problem.days:
            raise ValueError(f"The roster has {len(days)} days for {name!r}, not {problem.days}.")
        for duty in days:
            if duty and duty not in problem.by_key:
                raise ValueError(f"The roster has an unknown duty {duty!r} for {name!r}.")


def _violations(problem: Problem, roster: Roster) -> Iterator[Violation]:
    for person in problem.people:
        for name, check in RULES.items():
            for day, says in check(problem, person, roster[person.key]):
                yield Violation(name, person.key, day, says)
    for name, on, says in alone(problem, roster):
        yield Violation(RULE, name, on, says)


def _penalties(problem: Problem, roster: Roster) -> Iterator[Penalty]:
    yield from _about_needs(problem, roster)
    for person in problem.people:
        yield from _about_requests(person, roster)
        for share in person.shares:
            yield from _about_share(person, share, roster)


def _about_needs(problem: Problem, roster: Roster) -> Iterator[Penalty]:
    worked = [
        Counter(days[day] for days in roster.values() if days[day]) for day in range(problem.days)
    ]
    for need in problem.needs:
        there = sum(worked[need.day][duty] for duty in need.duties)
        missing = need.wanted - there
        kind, cost = ("under", need.under) if missing > 0 else ("over", need.over)
        if missing and cost:
            says = f"{there} of {need.wanted} for {', '.join(sorted(need.duties))}"
            yield Penalty(kind, cost * abs(missing), says, need.day)


def _about_requests(person: Person, roster: Roster) -> Iterator[Penalty]:
    for request in person.requests:
        has = roster[person.key][request.day] == request.duty
        if has != request.wanted:
            says = f"{request.duty!r} {'asked for' if request.wanted else 'not wanted'}"
            yield Penalty("request", request.weight, says, request.day, person.key)


def _about_share(person: Person, share: FairShare, roster: Roster) -> Iterator[Penalty]:
    often = sum(
        duty in share.duties and (share.days is None or day in share.days)
        for day, duty in enumerate(roster[person.key])
    )
    if often > share.share:
        says = f"{often} of {share.name}, a fair share is {share.share}"
        yield Penalty("share", share.weight * (often - share.share), says, None, person.key)
