"""How far a roster covers what is needed, office by office and day by day, in clerks and hours."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from anlauf.engine.roster.period import Period, Post, post_of
from anlauf.engine.roster.problem import Roster

Place = tuple[int, int]  # office and day
Serving = dict[int, Counter[frozenset[str]]]


@dataclass(frozen=True)
class HalfHour:
    """Clerks wanted and there in one half-hour; `missing` counts rare skills as well."""

    half: int
    wanted: int
    there: int
    missing: int


@dataclass(frozen=True)
class Cover:
    """One office on one day."""

    half_hours: tuple[HalfHour, ...]

    @property
    def wanted_hours(self) -> float:
        """Hours of clerks that are wanted."""
        return sum(each.wanted for each in self.half_hours) / 2

    @property
    def missing_hours(self) -> float:
        """Hours of clerks that are missing."""
        return sum(each.missing for each in self.half_hours) / 2

    @property
    def spare_hours(self) -> float:
        """Hours of clerks beyond what is wanted."""
        return sum(max(0, each.there - each.wanted) for each in self.half_hours) / 2

    @property
    def percent(self) -> int:
        """How much of what is wanted is there."""
        if not self.wanted_hours:
            return 100
        return round(100 * max(0.0, 1 - self.missing_hours / self.wanted_hours))


def coverage(period: Period, roster: Roster) -> dict[Place, Cover]:
    """Every office and day on which somebody is wanted."""
    serving = _serving(period, roster)
    asked: dict[Place, list[tuple[frozenset[str], Mapping[int, int]]]] = defaultdict(list)
    for wanted in period.wanted:
        asked[wanted.office, wanted.day].append((wanted.skills, wanted.clerks))
    return {
        place: Cover(tuple(_half_hours(groups, serving[place]))) for place, groups in asked.items()
    }


def _half_hours(
    groups: list[tuple[frozenset[str], Mapping[int, int]]],
    serving: Mapping[int, Counter[frozenset[str]]],
) -> list[HalfHour]:
    everybody = max(groups, key=lambda group: len(group[0]))
    found = []
    for half, wanted in sorted(everybody[1].items()):
        there = serving.get(half, Counter())
        short = [
            clerks.get(half, 0) - sum(count for known, count in there.items() if known & skills)
            for skills, clerks in groups
        ]
        found.append(HalfHour(half, wanted, sum(there.values()), max(0, *short)))
    return found


def _serving(period: Period, roster: Roster) -> dict[Place, Serving]:
    """Who is at the counter of each place in each half-hour, by what they can do."""
    found: dict[Place, dict[int, Counter[frozenset[str]]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    posts: dict[str, Post] = {}
    for days in roster.values():
        for day, key in enumerate(days):
            if not key:
                continue
            post = posts.setdefault(key, post_of(key))
            if post.learns:
                continue
            opening = period.opening.get((post.office, day), ())
            shift = period.by_key.get(post.shift)
            for half in shift.half_hours(opening) if shift else ():
                found[post.office, day][half][post.skills] += 1
    return found
