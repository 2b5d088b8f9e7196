"""The best visits for some weeks: one program for all, then the days.

Days on which a team finds the same rooms free are alike, so the program only counts how often a
route is driven on such days. Afterwards each is given a day; no room is opened twice on one day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from anlauf.engine.reach.model import Question, Team
from anlauf.engine.reach.routes import Route, Visit, routes
from anlauf.engine.reach.served import HOUR, Served, worth
from anlauf.engine.roster.program import Program

GAP = 1e-6
TOUCH = 1e-9

Days = tuple[int, ...]


@dataclass(frozen=True)
class Proposal:
    """Visits, what they are worth, and more than which nothing can be."""

    visits: tuple[Visit, ...]
    served: Served
    bound: float

    @property
    def gap(self) -> float:
        """How many more could be served at most, as a part of the bound."""
        return max(0.0, self.bound - self.served.people) / max(TOUCH, self.bound)


@dataclass(frozen=True)
class _Choice:
    """A route on any of some days that are alike."""

    route: Route
    days: Days


def best(asked: Question, *, seconds: float = 30.0) -> Proposal:
    """The visits by which most people are served within reach, as far as found in time."""
    choices = list(_choices(asked))
    program = Program()
    columns = _columns(program, asked, choices)
    solved = program.best(seconds, gap=GAP) if choices else None
    if solved is None:
        everybody = sum(asked.wanting.values())
        return Proposal((), worth(asked, ()), everybody if choices else 0.0)
    chosen = Counter(
        {
            choice: round(solved.columns[column])
            for choice, column in zip(choices, columns, strict=True)
        }
    )
    visits = tuple(sorted(_on_days(chosen), key=lambda one: (one.day, one.team)))
    served = worth(asked, visits)
    return Proposal(visits, served, max(-solved.bound, served.people))


def _choices(asked: Question) -> Iterator[_Choice]:
    for team in asked.teams:
        known = list(routes(asked, team))
        for free, days in _alike(asked, team).items():
            for route in known:
                if free.issuperset(route.sites):
                    yield _Choice(route, days)


def _alike(asked: Question, team: Team) -> dict[frozenset[str], Days]:
    """The days of a team by the rooms that are free on them."""
    found: dict[frozenset[str], list[int]] = defaultdict(list)
    for day in sorted(team.days):
        found[frozenset(site.key for site in asked.sites if site.free(day))].append(day)
    return {free: tuple(days) for free, days in found.items()}


def _columns(program: Program, asked: Question, choices: Sequence[_Choice]) -> list[int]:
    """How often each route is driven, whom it serves, and what limits both."""
    limits: dict[tuple[str, Days], int] = {}
    often = {site.key: program.row(0.0, site.most) for site in asked.sites}
    once: dict[tuple[str, Days], int] = {}
    room = {site.key: program.row(-inf, 0.0) for site in asked.sites}
    pace = {team.key: team.pace for team in asked.teams}
    altogether = {team.key: program.row(0.0, team.most) for team in asked.teams}
    found = []
    for route, days in ((one.route, one.days) for one in choices):
        column = program.column(0.0, len(days), whole=True)
        found.append(column)
        team_days = limits.setdefault((route.team, days), -1)
        if team_days < 0:
            team_days = limits[route.team, days] = program.row(0.0, len(days))
        program.enter(team_days, column)
        program.enter(altogether[route.team], column)
        for halt in route.halts:
            program.enter(often[halt.site], column)
            program.enter(room[halt.site], column, -pace[route.team] * halt.minutes / HOUR)
            if (halt.site, days) not in once:
                once[halt.site, days] = program.row(0.0, len(days))
            program.enter(once[halt.site, days], column)
    _people(program, asked, room)
    return found


def _people(program: Program, asked: Question, room: Mapping[str, int]) -> None:
    areas = {key: program.row(0.0, people) for key, people in asked.wanting.items()}
    for site, row in room.items():
        for area in asked.near[site]:
            column = program.column(-1.0, inf)
            program.enter(row, column)
            program.enter(areas[area], column)


def _on_days(chosen: Mapping[_Choice, int]) -> Iterator[Visit]:
    """Give each route a day of its team on which nobody is at its rooms, far from the last time.

    One that finds no such day is left out; the bound does not know that.
    """
    there: dict[str, list[int]] = defaultdict(list)
    taken: set[tuple[str, int]] = set()
    routes_left = [choice for choice, many in chosen.items() for _each in range(many)]
    for choice in sorted(routes_left, key=lambda one: (len(one.days), -len(one.route.halts))):
        route = choice.route
        open_days = [
            day
            for day in choice.days
            if (route.team, day) not in taken and all(day not in there[s] for s in route.sites)
        ]
        if not open_days:
            continue
        known = [day for site in route.sites for day in there[site]]
        day = max(open_days, key=lambda one: (min((abs(one - d) for d in known), default=0), -one))
        taken.add((route.team, day))
        for site in route.sites:
            there[site].append(day)
        yield Visit(route.team, day, route.halts)
