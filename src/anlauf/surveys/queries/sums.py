"""Answers by week and by property, as they may be told.

Per area and week the offices share out all answers, and so do the values of each property. A share
of fewer than the minimum is in no sum; if it could be found by subtracting the others, the next
smallest is left out with it. So no two sums differ by a handful of people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from anlauf.engine.figures import withheld
from anlauf.surveys.models import Tally
from anlauf.surveys.states import Dimension
from anlauf.surveys.values import Sum

Weeks = Mapping[date, Sum]
Share = tuple[int, str, str, date]
"""An area, a property (or the office's number), its value, and the week."""

_WEEK = timedelta(days=6)
_COLUMNS = (
    *("area_number", "office_number", "dimension", "value", "week"),
    *("question", "score", "number"),
)


def by_week(first: date, last: date) -> dict[int, Weeks]:
    """By office the sums of the weeks that lie within these days."""
    told: defaultdict[int, dict[date, Sum]] = defaultdict(dict)
    for (_area, _dimension, office, week), one in _told(first, last, Dimension.ALL).items():
        told[int(office)][week] = one
    return dict(told)


def by_property(first: date, last: date) -> dict[tuple[int, str, str], Sum]:
    """By area, property and its value the sum of the weeks that lie within these days."""
    together: dict[tuple[int, str, str], Sum] = {}
    for dimension in Dimension:
        if dimension == Dimension.ALL:
            continue
        for (area, _dimension, value, _week), one in _told(first, last, dimension).items():
            together[area, dimension, value] = together.get((area, dimension, value), Sum()) + one
    return together


def _told(first: date, last: date, dimension: str) -> dict[Share, Sum]:
    rows = Tally.objects.filter(dimension=dimension, week__range=(first, last - _WEEK))
    said: defaultdict[Share, list[tuple[str, int, int]]] = defaultdict(list)
    for area, office, _dimension, value, week, *answer in rows.values_list(*_COLUMNS):
        said[area, dimension, value if office is None else str(office), week].append(
            (answer[0], answer[1], answer[2])
        )
    sums = {share: _sum(one) for share, one in said.items()}
    hidden = set(_hidden(sums))
    return {share: one for share, one in sums.items() if share not in hidden}


def _hidden(sums: Mapping[Share, Sum]) -> Iterable[Share]:
    wholes: defaultdict[tuple[int, date], dict[Share, int]] = defaultdict(dict)
    for share, one in sums.items():
        wholes[share[0], share[3]][share] = one.people
    for shares in wholes.values():
        yield from withheld(shares)


def _sum(said: Iterable[tuple[str, int, int]]) -> Sum:
    people, scores = 0, defaultdict[str, dict[int, int]](dict)
    for question, score, number in said:
        if question:
            scores[question][score] = number
        else:
            people = number
    return Sum(people, dict(scores))
