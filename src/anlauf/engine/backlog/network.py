"""What cases go through: stages with work, waits for others, and where they go from there."""

from dataclasses import dataclass
from difflib import get_close_matches

from anlauf.engine.simulate.laws import Law, least, not_negative, positive


@dataclass(frozen=True)
class Stage:
    """Work of one team on a case, then perhaps a wait for others, then the next stage.

    `minutes` is work; `others` are days until others have answered, during which the case's clock
    stands still. `goes` holds the chance of each next stage; what is missing to 1 is done. Going
    back to an earlier stage is a resubmission.
    """

    name: str
    team: str
    minutes: Law
    goes: tuple[tuple[str, float], ...] = ()
    others: Law | None = None

    def __post_init__(self) -> None:
        if least(self.minutes) < 0:
            raise ValueError(
                f"{self.name} may take {least(self.minutes)} minutes. Maybe LogNormal?"
            )
        if self.others is not None and least(self.others) < 0:
            raise ValueError(f"Others may take {least(self.others)} days. Maybe use Gamma.")
        for stage, chance in self.goes:
            not_negative(f"chance of going from {self.name} to {stage}", chance)
        if sum(chance for _stage, chance in self.goes) > 1 + 1e-9:
            raise ValueError(
                f"The chances after {self.name} add up to {sum(c for _s, c in self.goes)}. "
                "Maybe they are percentages?"
            )


@dataclass(frozen=True)
class CaseClass:
    """Cases of one kind: where they begin, in how many days they are due, how many come a day.

    `arrivals` are expected numbers by day; after the last day its last week goes on.
    """

    name: str
    begins: str
    due: float
    arrivals: tuple[float, ...]

    def __post_init__(self) -> None:
        positive(f"days until {self.name} is due", self.due)
        if len(self.arrivals) < 7:
            raise ValueError(
                f"{len(self.arrivals)} days of arrivals of {self.name} are too few. "
                "Maybe a week is missing?"
            )
        for value in self.arrivals:
            not_negative(f"arrivals of {self.name}", value)


@dataclass(frozen=True)
class OpenCase:
    """A case on the desk today: its class, the stage it waits in, and how old its clock is."""

    of: str
    stage: str
    age: float

    def __post_init__(self) -> None:
        not_negative(f"age of an open case of {self.of}", self.age)


@dataclass(frozen=True)
class Team:
    """People who do the work of some stages; `duty` are minutes of one person by day.

    After the last day of duty its last week goes on. `changes` says from which days on there are
    other numbers of people; whoever leaves finishes what was begun. `helps` names teams whose work
    these people are able to do as well.
    """

    name: str
    people: int
    duty: tuple[float, ...] = (360.0,) * 5 + (0.0, 0.0)
    changes: tuple[tuple[int, int], ...] = ()
    helps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        not_negative(f"number of people in {self.name}", self.people)
        if len(self.duty) < 7 or not any(self.duty[-7:]):
            raise ValueError(
                f"The last week of {self.name} has {len(self.duty[-7:])} days and "
                f"{sum(self.duty[-7:])} minutes. Maybe closed days are missing as zeros?"
            )
        for value in self.duty:
            not_negative(f"minutes of duty in {self.name}", value)
        for _day, people in self.changes:
            not_negative(f"number of people in {self.name}", people)
        days = [0, *(day for day, _people in self.changes)]
        if days != sorted(set(days)):
            raise ValueError(f"The changes of {self.name} lie after day 0, one after the other.")


@dataclass(frozen=True)
class Backlog:
    """An office's casework from today on; day 0 is the first day of the teams' duty.

    Each team works on the case that is due first, of its own and of those it helps with, and
    finishes what it has begun.
    """

    stages: tuple[Stage, ...]
    classes: tuple[CaseClass, ...]
    teams: tuple[Team, ...]
    open: tuple[OpenCase, ...] = ()

    def __post_init__(self) -> None:
        stages = _once("stage", [one.name for one in self.stages])
        classes = _once("class", [one.name for one in self.classes])
        teams = _once("team", [one.name for one in self.teams])
        for stage in self.stages:
            _known("team", stage.team, teams)
            for following, _chance in stage.goes:
                _known("stage", following, stages)
        for team in self.teams:
            for other in team.helps:
                _known("team", other, teams)
        for kind in self.classes:
            _known("stage", kind.begins, stages)
        for case in self.open:
            _known("class", case.of, classes)
            _known("stage", case.stage, stages)


def _once(what: str, names: list[str]) -> list[str]:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not names:
        raise ValueError(f"The {what} {twice[0]!r} stands there twice." if twice else f"No {what}.")
    return names


def _known(what: str, name: str, known: list[str]) -> None:
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"Maybe {close[0]!r}?" if close else f"Known are: {', '.join(known)}."
        raise ValueError(f"There is no {what} {name!r}. {hint}")
