"""The mean picture without chance: how much work comes, and what it takes to keep up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.backlog.network import Backlog
from anlauf.engine.staffing.load import mean

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Load:
    """Work of one team: minutes that come in a week, that lie open, and that one person gives."""

    team: str
    weekly: float
    waiting: float
    capacity: float

    @property
    def people(self) -> float:
        """So many people keep up with what comes, in the long run."""
        return self.weekly / self.capacity

    def weeks_to_clear(self, people: int) -> float:
        """Weeks until what lies open is done beside what comes; for ever if never."""
        spare = people * self.capacity - self.weekly
        if self.waiting == 0:
            return 0.0
        return self.waiting / spare if spare > 0 else float("inf")


def loads(backlog: Backlog) -> tuple[Load, ...]:
    """What each team has to do, in the last week of arrivals known."""
    visits = visits_from(backlog)
    begins = {one.name: number for number, one in enumerate(backlog.stages)}
    minutes = np.array([mean(one.minutes) for one in backlog.stages])
    weekly, waiting = np.zeros(len(minutes)), np.zeros(len(minutes))
    for kind in backlog.classes:
        weekly += sum(kind.arrivals[-7:]) * visits[begins[kind.begins]]
    for case in backlog.open:
        waiting += visits[begins[case.stage]]
    return tuple(
        Load(
            team.name,
            float((weekly * minutes)[_of(backlog, team.name)].sum()),
            float((waiting * minutes)[_of(backlog, team.name)].sum()),
            sum(team.duty[-7:]),
        )
        for team in backlog.teams
    )


def visits_from(backlog: Backlog) -> Numbers:
    """How often a case that begins in one stage comes to each, resubmissions included."""
    number = {one.name: place for place, one in enumerate(backlog.stages)}
    goes = np.zeros((len(number), len(number)))
    for stage in backlog.stages:
        for following, chance in stage.goes:
            goes[number[stage.name], number[following]] += chance
    if max(abs(np.linalg.eigvals(goes))) >= 1 - 1e-12:
        raise ValueError("Some cases are never done. Maybe chances of going back add up to 1?")
    return np.asarray(np.linalg.inv(np.eye(len(number)) - goes), dtype=np.float64)


def _of(backlog: Backlog, team: str) -> list[bool]:
    return [stage.team == team for stage in backlog.stages]
