"""What groups of clerks are needed when some matters can be served by few and others by many.

Whoever can do a rare matter can mostly do the common ones as well. So for every group counts how
many must be there who can serve its matters or rarer ones, for all the people of those together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from anlauf.engine.staffing.day import Day, Target
from anlauf.engine.staffing.requirement import enough

HALF_HOUR = 30.0
Skills = frozenset[str]
People = tuple[float, ...]


@dataclass(frozen=True)
class Asked:
    """People by half-hour whose matters clerks with these skills are there for."""

    skills: Skills
    people: People


@dataclass(frozen=True)
class Group:
    """Whoever can do one of these skills counts; the people they serve, by half-hour."""

    skills: Skills
    people: People


def groups(asked: Sequence[Asked]) -> list[Group]:
    """Everybody together, and each group that can do what others cannot."""
    everything = frozenset[str]().union(*(one.skills for one in asked))
    found = {everything: _added(asked)} if asked else {}
    for one in asked:
        rarer = [other for other in asked if other.skills >= one.skills]
        own = frozenset[str]().union(*(_own(other, asked) for other in rarer))
        if own:
            found.setdefault(own, _added(rarer))
    return [Group(skills, people) for skills, people in found.items()]


class Requirements:
    """Clerks for days, each kind of day reckoned once."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._known: dict[tuple[People, float], Mapping[int, int]] = {}

    def clerks(self, people: People, minutes: float) -> Mapping[int, int]:
        """How many are needed in each half-hour in which somebody comes."""
        rounded = tuple(round(each, 3) for each in people)
        key = (rounded, minutes)
        if key not in self._known:
            self._known[key] = dict(self._reckoned(rounded, minutes))
        return self._known[key]

    def _reckoned(self, people: People, minutes: float) -> Iterator[tuple[int, int]]:
        """Between the first and the last who come; the room is empty before."""
        asked = [half for half, many in enumerate(people) if many > 0]
        if not asked:
            return
        rates = tuple(many / HALF_HOUR for many in people[asked[0] : asked[-1] + 1])
        found = enough(Day(rates, HALF_HOUR, minutes), self.target)
        for half, clerks in enumerate(found, start=asked[0]):
            if people[half] > 0:
                yield half, clerks


def _own(one: Asked, asked: Iterable[Asked]) -> Skills:
    """What nobody with fewer skills can do."""
    fewer = (other.skills for other in asked if other.skills < one.skills)
    return one.skills - frozenset[str]().union(*fewer)


def _added(asked: Sequence[Asked]) -> People:
    return tuple(map(sum, zip(*(one.people for one in asked), strict=True)))
