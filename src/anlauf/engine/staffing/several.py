"""The cheapest team of clerks with different skills that keeps every promise.

It begins with a rule of thumb, asks simulated days what a clerk more at each place would do, and
lets a programme of whole numbers find the cheapest team that all these answers allow (Cezik and
L'Ecuyer 2008). Then it saves what can be saved one move at a time, and people who were not seen
before decide whether the team is good enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from anlauf.engine.intervals import Interval, interval
from anlauf.engine.roster.stop import Stop
from anlauf.engine.simulate.dice import name_key
from anlauf.engine.staffing.aims import Aim, aims_of, by_aim
from anlauf.engine.staffing.certificate import able_to_all, necessary, rule_of_thumb
from anlauf.engine.staffing.duties import Team
from anlauf.engine.staffing.improve import cut, helpful, repaired, saved
from anlauf.engine.staffing.office import Office
from anlauf.engine.staffing.play import Sample
from anlauf.engine.staffing.programme import Programme
from anlauf.engine.staffing.progress import Progress, quiet
from anlauf.engine.staffing.search import Search, changed


@dataclass(frozen=True)
class Care:
    """How many days are searched with and judged by, and how sure each promise must be kept."""

    days: int = 200
    judged: int = 2000
    confidence: float = 0.95
    threads: int = 1

    def __post_init__(self) -> None:
        if min(self.days, self.judged) < 20:
            raise ValueError(f"{min(self.days, self.judged)} days say too little. Maybe take 200.")
        if not 0.5 <= self.confidence < 1:
            raise ValueError(
                f"A confidence of {self.confidence} is none. Maybe a percentage was given?"
            )


@dataclass(frozen=True)
class Kept:
    """A promise in one span (the slots it is about): the share called in time, how sure."""

    skill: str
    slots: tuple[int, ...]
    promised: float
    share: Interval

    @property
    def surely(self) -> bool:
        """Tell whether it is kept with the confidence asked for."""
        return self.share.low >= self.promised


@dataclass(frozen=True)
class Staffing:
    """Clerks by profile and slot, what they cost, and the least that any team costs.

    `bound` is of the days searched with; it holds where clerks who can do everything never make
    anybody wait longer. The longer the promised wait, the further it lies below the best team.
    """

    clerks: dict[str, tuple[int, ...]]
    cost: float
    bound: float
    kept: tuple[Kept, ...]

    @property
    def holds(self) -> bool:
        """Tell whether every promise is surely kept."""
        return all(one.surely for one in self.kept)

    @property
    def gap(self) -> float:
        """By what share of itself the team may be too dear."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def staff(
    office: Office,
    *,
    stop: Stop,
    seed: int,
    care: Care = Care(),
    progress: Progress = quiet,
) -> Staffing:
    """The cheapest team found in time that surely keeps every promise.

    Stopped early it is dearer; `holds` tells whether there was time to be sure. Progress hears of
    the step and of the cost of the team so far.
    """
    search = Search(Sample(office, care.days, seed, care.threads), aims_of(office))
    programme = necessary(search)
    bound = programme.solve(stop.within(20).left).bound
    team = cheapest(search, programme, stop, progress)
    team, kept = _surely(search, team, care, stop, progress)
    clerks = {one.name: tuple(row) for one, row in zip(office.profiles, team.tolist(), strict=True)}
    return Staffing(clerks, search.cost(team), bound, kept)


def cheapest(search: Search, programme: Programme, stop: Stop, progress: Progress) -> Team:
    """The cheapest team found that keeps every promise to those searched with."""
    team = rule_of_thumb(search.office).solve(stop.within(20).left).team
    progress("start", search.cost(team))
    team = cut(search, programme, team, stop, progress)
    found = saved(search, team, stop, progress)
    generalists = able_to_all(search.office)
    if generalists is None or stop.now:
        return found
    team = rule_of_thumb(generalists).solve(stop.within(20).left).team
    other = saved(search, repaired(search, team), stop, progress)
    return min(found, other, key=search.cost)


def judge_team(office: Office, team: Team, sample: Sample, confidence: float) -> tuple[Kept, ...]:
    """How surely a team keeps each promise, by the days of the sample."""
    aims = aims_of(office)
    came, called = by_aim(sample.came, aims), by_aim(sample.called(team), aims)
    return tuple(
        Kept(
            office.skills[aim.skill],
            aim.slots,
            aim.share,
            interval(called[:, number], came[:, number], 2 * confidence - 1 or 1e-9),
        )
        for number, aim in enumerate(aims)
        if came[:, number].sum() > 0
    )


def _surely(
    search: Search, team: Team, care: Care, stop: Stop, progress: Progress
) -> tuple[Team, tuple[Kept, ...]]:
    """The team judged by people never seen before, with clerks added until they are content.

    Each round has people of its own, so that nobody is added for the luck of the last.
    """
    number = 0
    while True:
        number += 1
        progress("judging", search.cost(team))
        sample = replace(search.sample, days=care.judged, seed=name_key(search.sample.seed, number))
        kept = judge_team(search.office, team, sample, care.confidence)
        doubtful = [one for one in kept if not one.surely]
        if not doubtful or (number > 1 and stop.now):
            return team, kept
        firmer = _firmer(Search(sample, search.aims), team, doubtful)
        if (firmer == team).all():
            return team, kept
        team = firmer


def _firmer(search: Search, team: Team, doubtful: Sequence[Kept]) -> Team:
    """The team with a clerk more for each promise that is not sure, wherever it helps most."""
    treated: set[int] = set()
    for one in sorted(doubtful, key=lambda one: one.share.low - one.promised):
        near = {slot + step for slot in one.slots for step in (-1, 0, 1)}
        if near & treated:
            continue
        treated |= set(one.slots)
        number = next(n for n, aim in enumerate(search.aims) if _about(search, aim, one))
        places = helpful(search, team, search.aims[number])
        tried = [changed(team, ((place, 1),)) for place in places]
        team = max(
            tried,
            key=lambda other: (
                float(search.slack(other)[number] - search.slack(team)[number])
                / (search.cost(other) - search.cost(team))
            ),
            default=team,
        )
    return team


def _about(search: Search, aim: Aim, one: Kept) -> bool:
    return (search.office.skills[aim.skill], aim.slots) == (one.skill, one.slots)
