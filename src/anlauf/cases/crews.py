"""Who works on an office's files: people on published rosters, else by the city's figure.

Each works on what they know, and on the case that is due first. On days without a roster all
case workers have the same minutes and know everything, as no other plan says what they do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from anlauf.cases.values import FileHours, FileTime
from anlauf.engine.backlog import Team

EVERYBODY = "office"
_DAY = timedelta(days=1)
_WEEK = 7
_FRIDAY = 4


@dataclass(frozen=True)
class Crew:
    """The people of an office; `minutes` are those of one person on a working day by the figure."""

    skills: tuple[str, ...]  # that open cases and those to come need
    present: int
    minutes: float
    today: date
    filed: FileTime = field(default_factory=FileTime)

    def teams(self, people: int) -> tuple[Team, ...]:
        """So many people at work: those more have no roster, those fewer leave the largest group.

        The work on cases that need a skill is the own work of a team without people.
        """
        week = tuple(self._usual(day) for day in range(_WEEK))
        queues = (Team(skill, 0, week) for skill in self.skills)
        return (*queues, self._everybody(people, week), *self._rostered(self.present - people))

    def _everybody(self, people: int, week: tuple[float, ...]) -> Team:
        more = max(0, people - self.present) if self.filed.dates else people
        return self._team(EVERYBODY, {True: more, False: people}, week, self.skills)

    def _rostered(self, fewer: int) -> Iterable[Team]:
        """The groups of the rosters, the largest first."""
        for group in self.filed.groups:
            gone = min(max(0, fewer), group.people)
            fewer -= gone
            name = " + ".join(sorted(group.skills))
            numbers = {True: group.people - gone, False: 0}
            yield self._team(f"{EVERYBODY}: {name}", numbers, self._duty(group), group.skills)

    def _team(
        self,
        name: str,
        numbers: Mapping[bool, int],
        duty: tuple[float, ...],
        skills: Iterable[str],
    ) -> Team:
        """A team that has one number of people on days with a roster and another one without."""
        there = [numbers[self._on(day) in self.filed.dates] for day in range(self._known + 1)]
        changes = [
            (day, there[day]) for day in range(1, len(there)) if there[day] != there[day - 1]
        ]
        return Team(name, there[0], duty, tuple(changes), tuple(sorted(skills)))

    def _duty(self, group: FileHours) -> tuple[float, ...]:
        """Minutes of one of them by day; a usual week goes on after the last roster."""
        return tuple(
            group.minutes.get(self._on(day), 0) / group.people
            if self._on(day) in self.filed.dates
            else self._usual(day)
            for day in range(self._known + _WEEK)
        )

    @property
    def _known(self) -> int:
        """How many days from today on a roster speaks about, gaps included."""
        return (max(self.filed.dates) - self.today).days + 1 if self.filed.dates else 0

    def _usual(self, day: int) -> float:
        return self.minutes if self._on(day).weekday() <= _FRIDAY else 0.0

    def _on(self, day: int) -> date:
        return self.today + day * _DAY


def crew(
    skills: Iterable[str], filed: FileTime, people: int, minutes: float, *, today: date
) -> Crew:
    """The crew for these skills; a roster says better than roles how many there are."""
    wanted = tuple(sorted(skills))
    ahead = FileTime(
        frozenset(day for day in filed.dates if day >= today), _knowing(filed.groups, wanted)
    )
    if not ahead.dates:
        return Crew(wanted, people, minutes, today)
    planned = sum(group.people for group in ahead.groups)
    return Crew(wanted, planned or people, minutes, today, ahead)


def _knowing(groups: Iterable[FileHours], wanted: tuple[str, ...]) -> tuple[FileHours, ...]:
    """The groups by what of the wanted they know, the largest first; others do no casework."""
    found: dict[frozenset[str], list[FileHours]] = {}
    for group in groups:
        if known := group.skills & frozenset(wanted):
            found.setdefault(known, []).append(group)
    made = [
        FileHours(known, sum(one.people for one in those), _together(those))
        for known, those in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.people, sorted(one.skills))))


def _together(groups: Iterable[FileHours]) -> dict[date, int]:
    found: dict[date, int] = {}
    for group in groups:
        for on, minutes in group.minutes.items():
            found[on] = found.get(on, 0) + minutes
    return found
