"""A team's day: the stops in the order that is driven soonest, each open as long as can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from anlauf.engine.reach.model import Question, Rules, Site, Team, driving

STEP = 15  # minutes: doors open and close at quarters of an hour


@dataclass(frozen=True)
class Halt:
    """A stop: doors from and to, in minutes after midnight, after so many minutes of driving."""

    site: str
    opens: int
    closes: int
    way: int

    @property
    def minutes(self) -> int:
        """How long it is open."""
        return self.closes - self.opens


@dataclass(frozen=True)
class Visit:
    """Where one team is on one day."""

    team: str
    day: int
    halts: tuple[Halt, ...]


@dataclass(frozen=True)
class Route:
    """Stops that one team can make on one day."""

    team: str
    halts: tuple[Halt, ...]

    @property
    def sites(self) -> tuple[str, ...]:
        """Where it stops."""
        return tuple(halt.site for halt in self.halts)


def laid(team: Team, stops: Sequence[Site], rules: Rules) -> tuple[Halt, ...]:
    """The stops on the clock, all open equally long; nothing where that would be too short."""
    for minutes in range(rules.longest // STEP * STEP, rules.least_open - 1, -STEP):
        halts = _laid(team, stops, rules, minutes)
        last = halts[-1].closes + team.packing + driving(stops[-1].at, team.home)
        if last <= rules.starts + rules.longest:
            return halts
    return ()


def routes(asked: Question, team: Team) -> Iterator[Route]:
    """Every set of stops that a team can make, in its best order."""
    for count in range(1, asked.rules.most_stops + 1):
        for chosen in combinations(asked.sites, count):
            halts = laid(team, soonest(team, chosen), asked.rules)
            if halts:
                yield Route(team.key, halts)


def soonest(team: Team, stops: Sequence[Site]) -> tuple[Site, ...]:
    """The order in which the way through all of them and home is shortest."""
    return min(permutations(stops), key=lambda order: _on_the_way(team, order))


def _on_the_way(team: Team, order: Sequence[Site]) -> int:
    spots = [team.home, *(site.at for site in order), team.home]
    return sum(driving(one, other) for one, other in pairwise(spots))


def _laid(team: Team, stops: Sequence[Site], rules: Rules, minutes: int) -> tuple[Halt, ...]:
    found, now, here = [], rules.starts, team.home
    for site in stops:
        way = driving(here, site.at)
        opens = -(-(now + way + team.setup) // STEP) * STEP
        found.append(Halt(site.key, opens, opens + minutes, way))
        now, here = opens + minutes + team.packing, site.at
    return tuple(found)
