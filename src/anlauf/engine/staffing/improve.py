"""Better teams: by cuts from simulated days, by repairing, and by saving a clerk at a time."""

from itertools import islice

import numpy as np

from anlauf.engine.roster.stop import Stop
from anlauf.engine.staffing.aims import Aim
from anlauf.engine.staffing.duties import Team
from anlauf.engine.staffing.programme import Numbers, Programme, TooFew
from anlauf.engine.staffing.progress import Progress
from anlauf.engine.staffing.search import Search, changed, cheaper

_ROUNDS, _TRIES = 6, 40


def cut(search: Search, programme: Programme, team: Team, stop: Stop, progress: Progress) -> Team:
    """The cheapest team seen that keeps the promises, by cuts around one team after another.

    The cuts hold where each further clerk helps less than the one before, and lead there fast.
    """
    best = repaired(search, team)
    for _round in range(_ROUNDS):
        if stop.now:
            break
        _ask(search, programme, team, stop)
        proposal = programme.solve(stop.within(10).left)
        if (proposal.team == team).all() or proposal.bound >= search.cost(best):
            break
        team = proposal.team
        found = repaired(search, team)
        best = min(best, found, key=search.cost)
        progress("cuts", search.cost(best))
    return best


def _ask(search: Search, programme: Programme, team: Team, stop: Stop) -> None:
    """Tell the programme what a clerk less at each place would do to each promise."""
    slack, worth = search.slack(team), -search.change(team, -1, stop)
    nobody = (team == 0)[:, :, None]
    worth = np.where(nobody, search.change(team, +1, stop), worth) if nobody.any() else worth
    for aim in range(len(search.aims)):
        gains = np.where(worth[:, :, aim] > _NOISE, worth[:, :, aim], 0.0)
        if gains.any():
            programme.at_least(gains, float((gains * team).sum() - slack[aim]))


_NOISE = 2e-3  # a smaller change of a share is luck


def repaired(search: Search, team: Team) -> Team:
    """The team with clerks added where they help broken promises most for what they cost."""
    while True:
        slack = search.slack(team)
        if (slack >= 0).all():
            return team
        first = search.aims[int(np.flatnonzero(slack < 0)[0])]
        places = helpful(search, team, first)
        if not places:
            raise TooFew(
                f"With {int(team.sum())} clerk-slots the promise for "
                f"{search.office.skills[first.skill]!r} in slot {first.slots[0]} is still broken, "
                "and nobody may be added. Maybe allow more, or promise less."
            )
        tried = [changed(team, ((place, 1),)) for place in places]
        team = max(tried, key=lambda one: _relief(search, one, slack, team))


def helpful(search: Search, team: Team, aim: Aim) -> list[tuple[int, int]]:
    """Places near a promise where somebody who helps it may be added."""
    skill, slots = search.office.skills[aim.skill], search.office.slots
    near = range(max(0, aim.slots[0] - 1), min(slots, aim.slots[-1] + 2))
    return [
        (number, slot)
        for number, profile in enumerate(search.office.profiles)
        for slot in near
        if skill in profile.skills and search.allowed(changed(team, (((number, slot), 1),)))
    ]


def _relief(search: Search, team: Team, slack: Numbers, before: Team) -> float:
    """By how much broken promises are less broken, for each unit of cost."""
    better = np.minimum(search.slack(team), 0) - np.minimum(slack, 0)
    return float(better.sum()) / (search.cost(team) - search.cost(before))


def saved(search: Search, team: Team, stop: Stop, progress: Progress) -> Team:
    """The team after every saving move that could be found in time."""
    while not stop.now:
        better = _cheaper(search, team, stop)
        if better is None:
            break
        team = better
        progress("savings", search.cost(team))
    return team


def _cheaper(search: Search, team: Team, stop: Stop) -> Team | None:
    for other in islice(cheaper(search, team, _LUCK, stop), _TRIES):
        if stop.now:
            break
        if search.allowed(other) and search.keeps(other):
            return other
    return None


_LUCK = 0.3  # by so much what is foretold may fall short of a promise and still be tried
