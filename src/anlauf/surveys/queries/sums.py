"""Answers by week and by property, as they may be told.

Per area and week the offices share out all answers, and so do the values of each property. A share
of fewer than the minimum is in no sum; if it could be found by subtracting the others, the next
smallest is left out with it. So no two sums differ by a handful of people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from anlauf.engine.figures import withheld
from anlauf.surveys.models import Tally
from anlauf.surveys.states import Dimension
from anlauf.surveys.values import Sum

Weeks = Mapping[date, Sum]
Share = tuple[int, int, str, date]
"""An area, its office (0 of them all), the value of a property, and the week."""

_WEEK = timedelta(days=6)
# Weeks that stay untold are few; the rest is added up where it lies.
_ADDED = """
    SELECT area_number, coalesce(office_number, 0), value, question, score, sum(number)
    FROM surveys_tally
    WHERE dimension = %s AND week BETWEEN %s AND %s AND question > ''
      AND (area_number, coalesce(office_number, 0), value, week) NOT IN (
          SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::date[]))
    GROUP BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True)
class Told:
    """The sum of some weeks, and which weeks they were."""

    sum: Sum
    weeks: frozenset[date]


def by_week(first: date, last: date, office: int | None = None) -> dict[int, Weeks]:
    """By office the sums of the weeks that lie within these days; of one office or of all."""
    people = _people(first, last, Dimension.ALL)
    rows = Tally.objects.filter(dimension=Dimension.ALL, week__range=(first, last - _WEEK))
    if office is not None:
        rows = rows.filter(office_number=office)
    scores: defaultdict[tuple[int, date], dict[str, dict[int, int]]] = defaultdict(dict)
    columns = ("office_number", "week", "question", "score", "number")
    for number, week, question, score, many in rows.exclude(question="").values_list(*columns):
        scores[number or 0, week].setdefault(question, {})[score] = many
    told: defaultdict[int, dict[date, Sum]] = defaultdict(dict)
    for (_area, number, _value, week), many in people.items():
        if office in {None, number}:
            told[number][week] = Sum(many, scores[number, week])
    return dict(told)


def by_office(first: date, last: date) -> dict[int, Told]:
    """By office the sum of the weeks that lie within these days."""
    found = _added(first, last, Dimension.ALL)
    return {office: one for (_area, office, _value), one in found.items()}


def by_property(first: date, last: date) -> dict[tuple[int, str, str], Sum]:
    """By area, property and its value the sum of the weeks that lie within these days."""
    return {
        (area, dimension.value, value): one.sum
        for dimension in Dimension
        if dimension != Dimension.ALL
        for (area, _office, value), one in _added(first, last, dimension).items()
    }


def _added(first: date, last: date, dimension: str) -> dict[tuple[int, int, str], Told]:
    everybody = _counted(first, last, dimension)
    hidden = set(_hidden(everybody))
    columns = [list(column) for column in zip(*sorted(hidden), strict=True)] or [[], [], [], []]
    scores: defaultdict[tuple[int, int, str], dict[str, dict[int, int]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_ADDED, [dimension, first, last - _WEEK, *columns])
        for area, office, value, question, score, number in cursor.fetchall():
            scores[area, office, value].setdefault(question, {})[score] = int(number)
    people: defaultdict[tuple[int, int, str], dict[date, int]] = defaultdict(dict)
    for share, number in everybody.items():
        if share not in hidden:
            people[share[:3]][share[3]] = number
    return {
        key: Told(Sum(sum(weeks.values()), scores[key]), frozenset(weeks))
        for key, weeks in people.items()
    }


def _people(first: date, last: date, dimension: str) -> Mapping[Share, int]:
    """How many people each share is of, those that stay untold left out."""
    everybody = _counted(first, last, dimension)
    hidden = set(_hidden(everybody))
    return {share: number for share, number in everybody.items() if share not in hidden}


def _counted(first: date, last: date, dimension: str) -> Mapping[Share, int]:
    rows = Tally.objects.filter(
        dimension=dimension, week__range=(first, last - _WEEK), question=""
    ).order_by("area_number", "office_number", "value", "week")
    columns = ("area_number", "office_number", "value", "week", "number")
    return {
        (area, office or 0, value, week): number
        for area, office, value, week, number in rows.values_list(*columns)
    }


def _hidden(people: Mapping[Share, int]) -> Iterable[Share]:
    wholes: defaultdict[tuple[int, date], dict[Share, int]] = defaultdict(dict)
    for share, number in people.items():
        wholes[share[0], share[3]][share] = number
    for shares in wholes.values():
        yield from withheld(shares)
