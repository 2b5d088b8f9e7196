"""What people said after their visit as figures, and how far those who answered are like all.

Every share stands beside how many answered of how many came, in the same whole weeks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from anlauf.directory import queries as directory
from anlauf.directory.models import Area, Office
from anlauf.engine.figures import MINIMUM, Estimate, share_interval, withheld
from anlauf.evaluation.queries.table import Period
from anlauf.surveys import queries as surveys
from anlauf.surveys.states import SATISFIED, YES, Dimension, Question
from anlauf.surveys.values import Sum

SATISFACTION = "satisfied"
"""The figure that is added up from answers, and follows from no fact."""

_SERVICES = """
    SELECT office.area_id, week, service.key, sum(fact.visits) FILTER (WHERE told)
    FROM evaluation_servicefigures fact
    JOIN directory_office office ON office.id = fact.office_number
    JOIN directory_service service ON service.id = fact.service_number
    WHERE week BETWEEN %s AND %s GROUP BY 1, 2, 3
"""
_ACCESS = """
    SELECT area_number, week,
           CASE aspect WHEN 'way' THEN 'arrival' ELSE aspect END,
           CASE WHEN aspect = 'language' THEN value
                WHEN aspect = 'need' THEN CASE value WHEN 'none' THEN 'no' ELSE 'yes' END
                ELSE CASE value WHEN 'walk_in' THEN 'walk_in' ELSE 'appointment' END END,
           sum(visits)
    FROM evaluation_accessfigures
    WHERE week BETWEEN %s AND %s GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
_CAME = """
    SELECT office_number, date_trunc('week', date)::date, sum(visits)
    FROM evaluation_dayfigures
    WHERE date BETWEEN %s AND %s AND office_number IS NOT NULL AND visits >= %s
    GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Said:
    """What one group said: the share of each question, and how many answered of how many came."""

    shares: Mapping[str, Estimate]
    answers: int
    came: int | None

    @property
    def response(self) -> float | None:
        """How many of a hundred answered; at the edge of a week more may answer than came."""
        return min(100.0, 100 * self.answers / self.came) if self.came else None


@dataclass(frozen=True)
class Satisfaction:
    """What was said by office, by area, and in the city."""

    offices: Mapping[int, Said]
    areas: Mapping[int, Said]
    city: Said | None


@dataclass(frozen=True)
class Group:
    """The people of one value of a property: what they said, and whether they answer like others.

    The last two are their share of those who came and of those who answered, in per cent.
    """

    dimension: str
    value: str
    said: Said
    of_came: float | None
    of_answered: float


@dataclass(frozen=True)
class SurveyReport:
    """The whole page."""

    city: Said | None
    areas: tuple[tuple[Area, Said, tuple[Group, ...]], ...]
    offices: tuple[tuple[Office, Said], ...]


@dataclass(frozen=True)
class Week:
    """One week of an office."""

    monday: date
    said: Said


def whole_weeks(period: Period) -> Period | None:
    """The weeks that lie within the period; there may be none."""
    first = period.first + timedelta(days=-period.first.weekday() % 7)
    last = period.last - timedelta(days=(period.last.weekday() + 1) % 7)
    return Period(first, last) if last > first else None


def satisfaction(period: Period) -> Satisfaction:
    """What was said in every office, area and the city, with how many answered of who came."""
    told, came = _told(period), _came_by_week(period)
    by_area: defaultdict[int, list[tuple[Sum, int]]] = defaultdict(list)
    offices = {}
    for row in directory.offices():
        if one := told.get(row.pk):
            visits = sum(came.get((row.pk, week), 0) for week in one.weeks)
            offices[row.pk] = said(one.sum, visits)
            by_area[row.area_id].append((one.sum, visits))
    everybody = [pair for pairs in by_area.values() for pair in pairs]
    return Satisfaction(
        offices=offices,
        areas={area: _all_of(pairs) for area, pairs in by_area.items()},
        city=_all_of(everybody) if everybody else None,
    )


def satisfied(period: Period) -> dict[int, Estimate]:
    """The share of the satisfied by office."""
    told = {office: one.sum for office, one in _told(period).items()}
    shares = {office: said(one).shares.get(Question.OVERALL) for office, one in told.items()}
    return {office: one for office, one in shares.items() if one is not None}


def survey_report(period: Period) -> SurveyReport:
    """Every office and area, with who answered beside who came."""
    told, groups = satisfaction(period), _groups(period)
    rows = [row for row in directory.offices() if row.pk in told.offices]
    areas = {row.area_id: row.area for row in rows}
    return SurveyReport(
        city=told.city,
        areas=tuple(
            (area, told.areas[number], groups[number])
            for number, area in sorted(areas.items(), key=lambda item: item[1].position)
        ),
        offices=tuple((row, told.offices[row.pk]) for row in rows),
    )


def survey_weeks(office: Office, period: Period) -> tuple[Week, ...]:
    """What people said in one office, week by week, the latest first."""
    came = _came_by_week(period)
    weeks = surveys.by_week(period.first, period.last, office.pk).get(office.pk, {})
    return tuple(
        Week(week, said(one, came.get((office.pk, week), 0)))
        for week, one in sorted(weeks.items(), reverse=True)
    )


def said(one: Sum, came: int | None = None) -> Said:
    """Sums as shares with Wilson's interval: people are asked one by one."""
    shares = {}
    for question in Question:
        good = (YES,) if question == Question.WISHED else SATISFIED
        some, everybody = one.share(question, good)
        if everybody:
            low, high = share_interval(some, everybody)
            shares[question.value] = Estimate(some / everybody, low, high, everybody)
    return Said(shares, one.people, came)


def _told(period: Period) -> Mapping[int, surveys.Told]:
    return surveys.by_office(period.first, period.last)


def _all_of(pairs: Iterable[tuple[Sum, int]]) -> Said:
    told = list(pairs)
    return said(sum((one for one, _came in told), Sum()), sum(came for _one, came in told))


def _came_by_week(period: Period) -> Mapping[tuple[int, date], int]:
    """How many came; small days are left out as everywhere, or they could be subtracted."""
    with connection.cursor() as cursor:
        cursor.execute(_CAME, [period.first, period.last, MINIMUM])
        return {(office, week): int(number) for office, week, number in cursor}


def _groups(period: Period) -> defaultdict[int, tuple[Group, ...]]:
    answered = surveys.by_property(period.first, period.last)
    whole: defaultdict[tuple[int, str], int] = defaultdict(int)
    for (area, dimension, _value), one in answered.items():
        whole[area, dimension] += one.people
    came = _came_by_property(period)
    groups: defaultdict[int, tuple[Group, ...]] = defaultdict(tuple)
    for (area, dimension, value), one in sorted(answered.items()):
        there = came.get((area, dimension), {})
        visits = there.get(value)
        of_came = 100 * visits / sum(there.values()) if visits else None
        of_answered = 100 * one.people / whole[area, dimension]
        groups[area] += (Group(dimension, value, said(one, visits), of_came, of_answered),)
    return groups


def _came_by_property(period: Period) -> Mapping[tuple[int, str], Mapping[str, int]]:
    """Who came in the whole weeks of the period, small shares of a week left out as in answers.

    Services are told as their own page tells them; the rest was counted as people came.
    """
    weeks = whole_weeks(period)
    found: defaultdict[tuple[int, str], defaultdict[str, int]]
    found = defaultdict(lambda: defaultdict(int))
    if weeks is None:
        return found
    shares: defaultdict[tuple[int, date, str], dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_SERVICES, [weeks.first, weeks.last])
        for area, _week, value, number in cursor:
            if number:
                found[area, Dimension.SERVICE.value][value] += int(number)
        cursor.execute(_ACCESS, [weeks.first, weeks.last])
        for area, week, dimension, value, number in cursor:
            shares[area, week, dimension][value] = int(number)
    for (area, _week, dimension), numbers in shares.items():
        for value in numbers.keys() - withheld(numbers):
            found[area, dimension][value] += numbers[value]
    return found
