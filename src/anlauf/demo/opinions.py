"""What visitors of the weeks before the demo began said, invented.

Every office has a mood of its own; some questions please more than others. Those with an
appointment and those who read German answer a little more often than they came, as in any survey.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import numpy as np

from anlauf.core.actors import SYSTEM
from anlauf.directory import queries as directory
from anlauf.surveys import commands
from anlauf.surveys.states import SCALE, Dimension, Question, Way
from anlauf.surveys.values import PastSum, Sum

WEEKS = 11
ANSWERS = 34  # of an office in a week
MOODS = (1.5, 4.0)
LIKED = {Question.OVERALL: 1.0, Question.WAITING: 0.7, Question.LEAD: 0.6, Question.STAFF: 1.6}
ANSWERED = {Question.OVERALL: 1.0, Question.WAITING: 0.8, Question.LEAD: 0.7, Question.STAFF: 0.8}
PARTS: Mapping[Dimension, Mapping[str, float]] = {
    Dimension.ARRIVAL: {"appointment": 0.78, "walk_in": 0.22},
    Dimension.LANGUAGE: {"de": 0.85, "en": 0.15},
    Dimension.NEED: {"no": 0.94, "yes": 0.06},
    Dimension.WAY: {Way.TABLET: 0.45, Way.POSTER: 0.15, Way.LINK: 0.4},
}


def invent(today: date, *, at: datetime, weeks: int = WEEKS, seed: int = 1) -> int:
    """Load the sums of the whole weeks before this day; tell how many rows they are."""
    return commands.load_past(sums(today, weeks=weeks, seed=seed), by=SYSTEM, at=at)


def sums(today: date, *, weeks: int, seed: int) -> Iterator[PastSum]:
    """Of every week each office by itself, and each area by how its people came."""
    dice = np.random.default_rng(seed)
    offices = [row for row in directory.offices() if row.has_counter]
    moods = {row.pk: dice.uniform(*MOODS) for row in offices}
    monday = today - timedelta(days=today.weekday())
    for back in range(weeks, 0, -1):
        week = monday - timedelta(weeks=back)
        together: dict[int, Sum] = {}
        for row in offices:
            said = _said(dice, int(dice.poisson(ANSWERS)), moods[row.pk])
            together[row.area_id] = together.get(row.area_id, Sum()) + said
            yield PastSum(row.area_id, row.pk, week, said)
        for area, said in together.items():
            yield from _by_property(dice, area, week, said)


def _said(dice: np.random.Generator, people: int, mood: float) -> Sum:
    scores = {}
    for question, liked in LIKED.items():
        shares = dice.dirichlet([0.5, 0.8, 1.0, mood * liked, 0.8 * mood * liked])
        many = int(dice.binomial(people, ANSWERED[question]))
        given = dice.multinomial(many, shares)
        scores[question.value] = dict(zip(sorted(SCALE), given.tolist(), strict=True))
    return Sum(people, scores)


def _by_property(dice: np.random.Generator, area: int, week: date, said: Sum) -> Iterator[PastSum]:
    """The answers of an area shared out by each property in turn."""
    for dimension, parts in PARTS.items():
        shares = list(parts.values())
        people = dice.multinomial(said.people, shares).tolist()
        scores = {
            question: {score: dice.multinomial(number, shares) for score, number in given.items()}
            for question, given in said.scores.items()
        }
        for place, value in enumerate(parts):
            mine = {
                question: {score: int(split[place]) for score, split in given.items()}
                for question, given in scores.items()
            }
            yield PastSum(area, None, week, Sum(people[place], mine), dimension, value)
