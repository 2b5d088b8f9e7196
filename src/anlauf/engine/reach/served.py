"""What visits are worth: how many people they serve within reach, nobody twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from anlauf.engine.reach.model import Question
from anlauf.engine.reach.routes import Visit
from anlauf.engine.roster.program import Program

HOUR = 60
UNHURRIED = 60.0  # seconds; it takes none


@dataclass(frozen=True)
class Served:
    """How many people are served, and of which areas; how many have a team within reach at all."""

    people: float
    within_reach: float
    by_area: Mapping[str, float]


def worth(asked: Question, visits: Iterable[Visit]) -> Served:
    """Share the visits' places out so that most people have one."""
    room = room_of(asked, visits)
    program = Program()
    areas = {key: program.row(0.0, people) for key, people in asked.wanting.items()}
    shares: dict[int, str] = {}
    for site, places in room.items():
        row = program.row(0.0, places)
        for area in asked.near[site]:
            column = program.column(-1.0, inf)
            program.enter(row, column)
            program.enter(areas[area], column)
            shares[column] = area
    by_area = dict.fromkeys(asked.wanting, 0.0)
    if shares:
        solved = program.best(UNHURRIED)
        if solved is None:
            raise RuntimeError("People could not be shared out. Maybe a number is no number?")
        for column, area in shares.items():
            by_area[area] += float(solved.columns[column])
    near = {area for site in room for area in asked.near[site]}
    return Served(
        people=sum(by_area.values()),
        within_reach=sum(people for key, people in asked.wanting.items() if key in near),
        by_area=by_area,
    )


def room_of(asked: Question, visits: Iterable[Visit]) -> dict[str, float]:
    """How many people can be served at each site."""
    pace = {team.key: team.pace for team in asked.teams}
    found: dict[str, float] = defaultdict(float)
    for visit in visits:
        for halt in visit.halts:
            if halt.site in asked.near:
                found[halt.site] += pace[visit.team] * halt.minutes / HOUR
    return dict(found)
