"""A day as arrays, the shape in which machine code reads it."""

from collections import Counter
from collections.abc import Sequence
from math import inf
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.simulate import dice
from anlauf.engine.simulate.checks import check
from anlauf.engine.simulate.laws import Empirical, Exponential, Fixed, Gamma, Law, LogNormal
from anlauf.engine.simulate.model import Appointment, Clerk, OfficeDay

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Bits = NDArray[np.uint64]

FIXED, EXPONENTIAL, LOG_NORMAL, GAMMA, NORMAL, EMPIRICAL = range(6)


class Laws(NamedTuple):
    """All laws of a day; `values` are the quantiles of the empirical ones, one after the other."""

    kind: Whole
    a: Numbers
    b: Numbers
    first: Whole
    size: Whole
    values: Numbers


class Lines(NamedTuple):
    """Rules of calling by line; without patience `patience` is -1."""

    level: Numbers
    ageing: Numbers
    ripens: Numbers
    ripe_level: Numbers
    patience: Whole


class People(NamedTuple):
    """Who may come: services, flows of walk-ins, appointments."""

    skill: Whole  # by service
    minutes: Whole
    persons: Numbers
    further: Numbers
    flow_service: Whole
    flow_line: Whole
    flow_key: Bits
    due: Numbers  # by appointment
    service: Whole
    line: Whole
    group: Whole
    adds: Numbers
    no_show: Numbers
    key: Bits
    punctuality: int
    tolerance: float
    late_line: int
    slot: float


class Team(NamedTuple):
    """Who serves, ordered by the number of skills, so that the lowest bit is the least flexible."""

    able: Bits  # by skill, a bit for each clerk
    generalists: Bits
    begins: Numbers  # by clerk and stretch of duty
    ends: Numbers
    limit_at: Numbers
    limit: Whole
    reserve: int
    reserve_below: float
    settling: float
    target: float
    original: Whole


class Flat(NamedTuple):
    """One office-day."""

    laws: Laws
    lines: Lines
    people: People
    team: Team


def flat(day: OfficeDay) -> Flat:
    """Check the day and lay it out."""
    check(day)
    book = Book()
    return Flat(
        lines=_lines(day, book), people=_people(day, book), team=_team(day), laws=book.laws()
    )


def expected(day: OfficeDay) -> Numbers:
    """The expected walk-ins of the day as its only path: path by flow by slot."""
    rows = [flow.expected for flow in day.walk_ins]
    return np.array(rows, dtype=np.float64).reshape(1, len(rows), day.slots)


class Book:
    """Gathers laws and gives each its number."""

    def __init__(self) -> None:
        self.found: list[Law] = []

    def number(self, law: Law | None) -> int:
        """Under which number the law stands; none is -1."""
        if law is None:
            return -1
        if law not in self.found:
            self.found.append(law)
        return self.found.index(law)

    def laws(self) -> Laws:
        """All that were numbered."""
        tables = [law.quantiles if isinstance(law, Empirical) else () for law in self.found]
        sizes = [len(table) for table in tables]
        figures = [_figures(law) for law in self.found]
        return Laws(
            kind=_whole([kind for kind, _, _ in figures]),
            a=_numbers([a for _, a, _ in figures]),
            b=_numbers([b for _, _, b in figures]),
            first=_whole([sum(sizes[:n]) for n in range(len(sizes))]),
            size=_whole(sizes),
            values=_numbers([value for table in tables for value in table]),
        )


def _figures(law: Law) -> tuple[int, float, float]:
    """Kind and two parameters."""
    if isinstance(law, Fixed):
        return FIXED, law.minutes, 0.0
    if isinstance(law, Exponential):
        return EXPONENTIAL, law.mean, 0.0
    if isinstance(law, LogNormal):
        return LOG_NORMAL, law.mu, law.sigma
    if isinstance(law, Gamma):
        shape = law.spread**-2
        return GAMMA, shape, law.mean / shape
    if isinstance(law, Empirical):
        return EMPIRICAL, 0.0, 0.0
    return NORMAL, law.mean, law.deviation


def _lines(day: OfficeDay, book: Book) -> Lines:
    return Lines(
        level=_numbers([line.level for line in day.lines]),
        ageing=_numbers([line.ageing for line in day.lines]),
        ripens=_numbers([line.ripens for line in day.lines]),
        ripe_level=_numbers([line.ripe_level for line in day.lines]),
        patience=_whole([book.number(line.patience) for line in day.lines]),
    )


def _people(day: OfficeDay, book: Book) -> People:
    services = {one.name: number for number, one in enumerate(day.services)}
    lines = {one.name: number for number, one in enumerate(day.lines)}
    skills = _skills(day)
    flows, booked, habits = day.walk_ins, day.appointments, day.habits
    return People(
        skill=_whole([skills[one.skill] for one in day.services]),
        minutes=_whole([book.number(one.minutes) for one in day.services]),
        persons=_persons([one.persons for one in day.services]),
        further=_numbers([one.further for one in day.services]),
        flow_service=_whole([services[one.service] for one in flows]),
        flow_line=_whole([lines[one.line] for one in flows]),
        flow_key=_bits([dice.name_key(one.service, one.line) for one in flows]),
        due=_numbers([one.due for one in booked]),
        service=_whole([services[one.service] for one in booked]),
        line=_whole([lines[one.line] for one in booked]),
        group=_whole([one.persons for one in booked]),
        adds=_numbers([one.adds for one in booked]),
        no_show=_numbers([habits.no_show.of(one.lead) for one in booked]),
        key=_bits(_booked_keys(booked)),
        punctuality=book.number(habits.punctuality),
        tolerance=float(habits.tolerance),
        late_line=-1 if habits.late_line is None else lines[habits.late_line],
        slot=float(day.slot),
    )


def _booked_keys(booked: Sequence[Appointment]) -> list[int]:
    """Keys by service and due time; the second of two equal ones has a key of its own."""
    seen: Counter[tuple[str, float]] = Counter()
    keys = []
    for one in booked:
        what = (one.service, float(one.due))
        keys.append(dice.name_key(*what, seen[what]))
        seen[what] += 1
    return keys


def _persons(chances: Sequence[Sequence[float]]) -> Numbers:
    """Chances of at most one, two, three … persons, service by service."""
    widest = max(len(row) for row in chances)
    padded = [[*row, *[0.0] * (widest - len(row))] for row in chances]
    return cast("Numbers", np.cumsum(np.array(padded, dtype=np.float64), axis=1))


def _skills(day: OfficeDay) -> dict[str, int]:
    return {skill: n for n, skill in enumerate(sorted({one.skill for one in day.services}))}


def _team(day: OfficeDay) -> Team:
    skills = _skills(day)
    order = sorted(range(len(day.clerks)), key=lambda n: len(day.clerks[n].skills))
    clerks = [day.clerks[n] for n in order]
    most = max((len(clerk.skills) for clerk in clerks), default=0)
    begins, ends = _stretches(clerks)
    at, limit = _limit(day)
    return Team(
        able=_bits([_mask([skill in one.skills for one in clerks]) for skill in skills]),
        generalists=_bits([_mask([len(one.skills) == most for one in clerks])]),
        begins=begins,
        ends=ends,
        limit_at=at,
        limit=limit,
        reserve=int(day.routing.reserve),
        reserve_below=float(day.routing.reserve_below),
        settling=float(day.settling),
        target=float(day.target),
        original=_whole(order),
    )


def _stretches(clerks: Sequence[Clerk]) -> tuple[Numbers, Numbers]:
    """Beginnings and ends of duty between breaks, padded with what never comes."""
    edges = [
        [c.starts, *(edge for one in sorted(c.breaks) for edge in one), c.ends] for c in clerks
    ]
    widest = max((len(row) for row in edges), default=0) // 2 + 1
    begins = np.full((len(clerks), widest), inf)
    ends = np.full((len(clerks), widest), inf)
    for number, row in enumerate(edges):
        begins[number, : len(row) // 2] = row[::2]
        ends[number, : len(row) // 2] = row[1::2]
    return begins, ends


def _limit(day: OfficeDay) -> tuple[Numbers, Whole]:
    """How many may be in service from which minute on: as many as planned, and there are desks."""
    steps: Counter[float] = Counter()
    begins, ends = _stretches(day.clerks)
    for start, end in zip(begins.ravel(), ends.ravel(), strict=True):
        if start < inf:
            steps[float(start)] += 1
            steps[float(end)] -= 1
    at = sorted(steps)
    planned = np.cumsum([steps[moment] for moment in at], dtype=np.int64)
    return _numbers(at), np.minimum(planned, day.desks).astype(np.int64)


def _mask(holds: Sequence[bool]) -> int:
    return sum(1 << number for number, held in enumerate(holds) if held)


def _numbers(values: Sequence[float]) -> Numbers:
    return np.array(values, dtype=np.float64)


def _whole(values: Sequence[int]) -> Whole:
    return np.array(values, dtype=np.int64)


def _bits(values: Sequence[int]) -> Bits:
    return np.array(values, dtype=np.uint64)
