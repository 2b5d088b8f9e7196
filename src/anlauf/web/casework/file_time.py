"""With which file time a forecast was reckoned: rosters from when until when, else the figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anlauf.cases.queries import BacklogForecast
from anlauf.directory import queries as directory

_HOUR = 60


@dataclass(frozen=True)
class Group:
    """People on the rosters who know the same, and their hours for files."""

    skills: tuple[Mapping[str, str], ...]
    people: int
    hours: int


@dataclass(frozen=True)
class FileTimeShown:
    """`rostered` are first and last days; `hours` are those of one person on any other day."""

    rostered: tuple[tuple[date, date], ...]
    hours: float
    groups: tuple[Group, ...]

    @property
    def until(self) -> date | None:
        """The last day that a roster speaks about."""
        return self.rostered[-1][1] if self.rostered else None


def file_time_of(row: BacklogForecast) -> FileTimeShown | None:
    """What the forecast says about it; None for one that was reckoned before it said so."""
    said = row.file_time
    if not said:
        return None
    names = directory.skill_names({key for group in said["groups"] for key in group["skills"]})
    return FileTimeShown(
        tuple((date.fromisoformat(one), date.fromisoformat(two)) for one, two in said["rostered"]),
        round(said["minutes_a_day"] / _HOUR, 1),
        tuple(
            Group(
                tuple(names[key] for key in group["skills"] if key in names),
                group["people"],
                round(group["minutes"] / _HOUR),
            )
            for group in said["groups"]
        ),
    )
