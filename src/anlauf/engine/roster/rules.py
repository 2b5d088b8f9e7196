"""The rules that a contract holds somebody to, each as a check of one person's days.

Nothing here is shared with the solver: what it finds is judged by other code than made it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from anlauf.engine.roster.problem import Days, Person, Problem

Finding = tuple[int | None, str]  # the day, where there is one, and a sentence
Check = Callable[[Problem, Person, Days], Iterator[Finding]]


@dataclass(frozen=True)
class Run:
    """Days in a row that are all worked or all free; `open` where it touches an unknown day."""

    first: int
    length: int
    worked: bool
    open: bool


def allowed(_problem: Problem, person: Person, days: Days) -> Iterator[Finding]:
    """Nobody has a duty they may not have, or one more often than they may."""
    for duty, often in Counter(duty for duty in days if duty).items():
        most = person.most.get(duty, 0)
        if often > most:
            yield None, f"{often} duties {duty!r}, at most {most} allowed"


def offered(problem: Problem, _person: Person, days: Days) -> Iterator[Finding]:
    """Nobody has a duty on a day on which there is none: the office is closed."""
    for day, duty in enumerate(days):
        open_days = problem.by_key[duty].days if duty else None
        if open_days is not None and day not in open_days:
            yield day, f"{duty!r} on a day without it"


def order(problem: Problem, person: Person, days: Days) -> Iterator[Finding]:
    """No duty follows one that it may not follow: there would be too little rest between them."""
    chain = (*person.before[-1:], *days)
    offset = len(chain) - len(days)
    for index in range(1, len(chain)):
        earlier, later = chain[index - 1], chain[index]
        if earlier and later and later in problem.never_after.get(earlier, frozenset()):
            yield index - offset, f"{later!r} follows {earlier!r}"


def minutes(problem: Problem, person: Person, days: Days) -> Iterator[Finding]:
    """Everybody works as long as the contract says."""
    worked = sum(problem.by_key[duty].minutes for duty in days if duty)
    if worked < person.least_minutes:
        yield None, f"{worked} minutes, at least {person.least_minutes} owed"
    if worked > person.most_minutes:
        yield None, f"{worked} minutes, at most {person.most_minutes} allowed"


def runs(_problem: Problem, person: Person, days: Days) -> Iterator[Finding]:
    """Runs of working days are neither too long nor too short."""
    for run in _runs(person.before, days):
        if not run.worked:
            continue
        if run.length > person.longest_run and run.first + run.length > 0:
            yield run.first, f"{run.length} days in a row, at most {person.longest_run} allowed"
        if run.length < person.shortest_run and not run.open:
            yield run.first, f"{run.length} days in a row, at least {person.shortest_run} wanted"


def rests(_problem: Problem, person: Person, days: Days) -> Iterator[Finding]:
    """Free days come in a row."""
    for run in _runs(person.before, days):
        if not run.worked and run.length < person.shortest_rest and not run.open:
            yield run.first, f"{run.length} days off, at least {person.shortest_rest} in a row"


def weekends(problem: Problem, person: Person, days: Days) -> Iterator[Finding]:
    """Nobody works on more weekends than agreed."""
    worked = sum(any(days[day] for day in pair) for pair in problem.weekends)
    if worked > person.most_weekends:
        yield None, f"{worked} weekends, at most {person.most_weekends} allowed"


def off(_problem: Problem, person: Person, days: Days) -> Iterator[Finding]:
    """Leave, training and sickness are kept free."""
    for day in sorted(person.off):
        if days[day]:
            yield day, f"{days[day]!r} on a day off"


def fixed(_problem: Problem, person: Person, days: Days) -> Iterator[Finding]:
    """What was settled stays."""
    for day, duty in sorted(person.fixed.items()):
        if days[day] != duty:
            yield day, f"{days[day]!r} instead of {duty!r}, which was settled"


RULES: dict[str, Check] = {
    "allowed": allowed,
    "offered": offered,
    "order": order,
    "minutes": minutes,
    "runs": runs,
    "rests": rests,
    "weekends": weekends,
    "off": off,
    "fixed": fixed,
}


def _runs(before: Days, days: Days) -> Iterator[Run]:
    """The runs that touch the period, with what is known of the days before it."""
    chain = (*before, *days)
    start = 0
    for index in range(1, len(chain) + 1):
        ends = index == len(chain)
        if ends or bool(chain[index]) != bool(chain[start]):
            if index >= len(before):  # the first day may be what ends a run
                yield Run(
                    first=start - len(before),
                    length=index - start,
                    worked=bool(chain[start]),
                    open=start == 0 or ends,
                )
            start = index
