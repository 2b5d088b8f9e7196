"""Who may work when, what is needed, and by which rules: the whole of a rostering problem.

A roster gives every person one duty or none for each day. A duty is one way to spend a working
day: the early shift, or the late one at a certain office with a certain skill. Days count from 0.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

Days = tuple[str | None, ...]
Roster = Mapping[str, Days]

SATURDAY = 5


@dataclass(frozen=True)
class Duty:
    """One way to spend a working day, the minutes of work it counts for, and when there is any."""

    key: str
    minutes: int
    days: frozenset[int] | None = None


@dataclass(frozen=True)
class Need:
    """So many of these duties on a day; what each one missing or too many costs."""

    day: int
    duties: frozenset[str]
    wanted: int
    under: int
    over: int = 0


@dataclass(frozen=True)
class Beside:
    """Nobody has this duty on this day unless somebody else has one of those.

    Who learns is never alone, and covers no need of duties that stand for themselves.
    """

    day: int
    duty: str
    others: frozenset[str]


@dataclass(frozen=True)
class Request:
    """A duty somebody would like to have on a day, or would like not to; what ignoring it costs."""

    day: int
    duty: str
    weight: int
    wanted: bool = True


@dataclass(frozen=True)
class FairShare:
    """What every duty of a class costs beyond somebody's share of it: late ones, Saturdays, far."""

    name: str
    duties: frozenset[str]
    share: int
    weight: int
    days: frozenset[int] | None = None


@dataclass(frozen=True)
class Person:
    """Somebody's contract.

    `most` holds the duties somebody may have, and each how often at most. Runs are working days in
    a row. `before` holds the last days of the period before: without it, whatever touches the
    first day is taken to have begun long enough ago, and a run to begin there.
    """

    key: str
    most: Mapping[str, int]
    least_minutes: int = 0
    most_minutes: int = 10**9
    shortest_run: int = 1
    longest_run: int = 10**9
    shortest_rest: int = 1
    most_weekends: int = 10**9
    off: frozenset[int] = frozenset()
    requests: tuple[Request, ...] = ()
    fixed: Mapping[int, str | None] = field(default_factory=dict)
    shares: tuple[FairShare, ...] = ()
    before: Days = ()


@dataclass(frozen=True)
class Problem:
    """All of it.

    `never_after` names the duties that may not follow a duty on the next day, `beside` those that
    nobody has alone.
    """

    days: int
    duties: tuple[Duty, ...]
    people: tuple[Person, ...]
    needs: tuple[Need, ...]
    never_after: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first_weekday: int = 0
    beside: tuple[Beside, ...] = ()

    def __post_init__(self) -> None:
        for sentence in _mistakes(self):
            raise ValueError(sentence)

    @cached_property
    def by_key(self) -> dict[str, Duty]:
        """The duties by their keys."""
        return {duty.key: duty for duty in self.duties}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The places of the duties by their keys."""
        return {duty.key: number for number, duty in enumerate(self.duties)}

    @cached_property
    def mentors(self) -> dict[tuple[int, str], frozenset[str]]:
        """Which duties somebody else must have, by the day and the duty that is never alone."""
        return {(one.day, one.duty): one.others for one in self.beside}

    @cached_property
    def learning(self) -> frozenset[str]:
        """The duties that nobody has alone."""
        return frozenset(one.duty for one in self.beside)

    @cached_property
    def weekends(self) -> tuple[tuple[int, ...], ...]:
        """The Saturdays and Sundays of each weekend, as far as the period holds them."""
        first = (SATURDAY - self.first_weekday) % 7
        pairs = ((day, day + 1) for day in range(first - 7, self.days, 7))
        inside = (tuple(day for day in pair if 0 <= day < self.days) for pair in pairs)
        return tuple(pair for pair in inside if pair)


def _mistakes(problem: Problem) -> Iterator[str]:
    """What nobody can have meant, with the value and a hint."""
    if problem.days < 1:
        yield f"A period of {problem.days} days is empty. Maybe the dates are swapped?"
    known = dict.fromkeys(duty.key for duty in problem.duties)
    if len(known) < len(problem.duties):
        yield "Two duties have the same key. Maybe a line stands there twice?"
    names = [person.key for person in problem.people]
    if len(set(names)) < len(names):
        yield "Two people have the same key. Maybe a line stands there twice?"
    for duty in problem.duties:
        if duty.minutes < 1:
            yield f"Duty {duty.key!r} takes {duty.minutes} minutes. Maybe hours were meant?"
    for first, others in problem.never_after.items():
        yield from _unknown((first, *others), known, "The order of duties")
    for need in problem.needs:
        yield from _unknown(need.duties, known, f"What is needed on day {need.day}")
        if not 0 <= need.day < problem.days:
            yield f"Something is needed on day {need.day}, but the last day is {problem.days - 1}."
        if min(need.wanted, need.under, need.over) < 0:
            yield f"What is needed on day {need.day} holds a negative number: {need}."
    for person in problem.people:
        yield from _mistakes_about(person, problem.days, known)
    yield from _mistakes_about_pairs(problem, known)


def _mistakes_about_pairs(problem: Problem, known: Collection[str]) -> Iterator[str]:
    for one in problem.beside:
        yield from _unknown((one.duty, *one.others), known, "A duty beside others")
        if not 0 <= one.day < problem.days:
            yield f"Nobody is alone on day {one.day}, but the last day is {problem.days - 1}."
        if alone := one.others & problem.learning:
            yield f"Duty {min(alone)!r} is never alone, so nobody learns beside it."
    for need in problem.needs:
        if need.duties & problem.learning and not need.duties <= problem.learning:
            yield f"Who learns covers no need of others, but does on day {need.day}."


def _mistakes_about(person: Person, days: int, known: Collection[str]) -> Iterator[str]:
    who = f"The contract of {person.key!r}"
    wishes = [request.duty for request in person.requests]
    fixed = [duty for duty in person.fixed.values() if duty]
    yield from _unknown([*person.most, *wishes, *fixed], known, who)
    named = [*person.off, *person.fixed, *(request.day for request in person.requests)]
    for day in named:
        if not 0 <= day < days:
            yield f"{who} names day {day}, but the last day is {days - 1}."
    if person.least_minutes > person.most_minutes:
        yield (
            f"{who} asks for at least {person.least_minutes} minutes and allows"
            f" {person.most_minutes}. Maybe the two are swapped?"
        )
    if person.shortest_run > person.longest_run:
        yield (
            f"{who} asks for runs of at least {person.shortest_run} days and allows"
            f" {person.longest_run}. Maybe the two are swapped?"
        )


def _unknown(keys: Collection[str], known: Collection[str], who: str) -> Iterator[str]:
    for key in keys:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f" Maybe {near[0]!r}?" if near else ""
            yield f"{who} names the unknown duty {key!r}.{hint}"
