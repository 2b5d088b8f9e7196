"""Whether visitors have become less content than they used to be, week by week (a CUSUM).

Each week that falls behind the usual share adds to the evidence by how unlikely it was, less half
a step; better weeks take from it. As long as nothing changes, four is reached once in about three
hundred weeks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

LIMIT = 4.0
WATCHED = 13  # weeks in which a fall is looked for
BEFORE = 39  # weeks before them that say what is usual
FEWEST_WEEKS = 8
FEWEST_ANSWERS = 100
_SLACK = 0.5


@dataclass(frozen=True)
class Week:
    """How many were content, of how many who answered."""

    content: int
    answers: int


@dataclass(frozen=True)
class Fall:
    """What is usual, what the weeks since it went down say, and how much speaks for a fall."""

    usual: float
    now: float
    answers: int
    weeks: int
    evidence: float


def fall(weeks: Sequence[Week]) -> Fall | None:
    """How content visitors are, the last week being the latest; None of too few answers before."""
    told = [week for week in weeks if week.answers]
    before, watched = told[-WATCHED - BEFORE : -WATCHED], told[-WATCHED:]
    answers = sum(week.answers for week in before)
    if len(before) < FEWEST_WEEKS or answers < FEWEST_ANSWERS:
        return None
    usual = (sum(week.content for week in before) + 1) / (answers + 2)
    spread = max(1.0, sum(_behind(week, usual) ** 2 for week in before) / len(before))

    evidence, since = 0.0, len(watched)
    for number, week in enumerate(watched):
        if evidence == 0.0:
            since = number
        step = _behind(week, usual) / sqrt(spread) - _SLACK
        evidence = min(LIMIT, max(0.0, evidence + step))
    lately = watched[since:] if evidence else watched
    number_of = sum(week.answers for week in lately)
    now = sum(week.content for week in lately) / number_of
    return Fall(usual, now, number_of, len(lately), evidence)


def _behind(week: Week, usual: float) -> float:
    """How far the week's share lies below the usual one, in standard errors."""
    return (usual - week.content / week.answers) * sqrt(week.answers / (usual * (1 - usual)))
