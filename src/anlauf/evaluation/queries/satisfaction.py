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
from anlauf.evaluation.models import DayFigures
from anlauf.evaluation.queries.table import Period
from anlauf.surveys import queries as surveys
from anlauf.surveys.states import SATISFIED, YES, Dimension, Question
from anlauf.surveys.values import Sum

SATISFACTION = "satisfied"
"""The figure that is added up from answers, and follows from no fact."""

_CAME = {
    Dimension.SERVICE: """
        SELECT office.area_id, date_trunc('week', fact.date)::date, service.key, count(*)
        FROM evaluation_visitfact fact
        JOIN directory_office office ON office.id = fact.office_number
        JOIN directory_service service ON service.id = fact.service_number
        WHERE fact.date BETWEEN %s AND %s GROUP BY 1, 2, 3""",
    Dimension.ARRIVAL: """
        SELECT office.area_id, date_trunc('week', fact.date)::date,
               CASE WHEN appointed THEN 'appointment' ELSE 'walk_in' END, count(*)
        FROM evaluation_visitfact fact
        JOIN directory_office office ON office.id = fact.office_number
        WHERE fact.date BETWEEN %s AND %s GROUP BY 1, 2, 3""",
    Dimension.LANGUAGE: """
        SELECT office.area_id, date_trunc('week', visit.date)::date, visit.language, count(*)
        FROM floor_visit visit
        JOIN directory_office office ON office.id = visit.office_id
        WHERE visit.date BETWEEN %s AND %s GROUP BY 1, 2, 3""",
}


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


def satisfied(period: Period) -> dict[int | None, Estimate]:
    """The figure of the promise page: by office, and for the whole city under None."""
    by_office = {office: _together(weeks) for office, weeks in _weeks(period).items()}
    every: dict[int | None, Sum] = dict(by_office.items())
    every[None] = sum(by_office.values(), Sum())
    told = {office: said(one).shares.get(Question.OVERALL) for office, one in every.items()}
    return {office: one for office, one in told.items() if one is not None}


def satisfied_in_area(period: Period, offices: Iterable[int]) -> Estimate | None:
    """The same for these offices together."""
    weeks = _weeks(period)
    one = sum((_together(weeks.get(office, {})) for office in offices), Sum())
    return said(one).shares.get(Question.OVERALL)


def survey_report(period: Period) -> SurveyReport:
    """Every office and area, with who answered beside who came."""
    weeks = _weeks(period)
    came = _came_by_week(period)
    told: list[tuple[Office, Sum, int]] = []
    for office in directory.offices():
        if one := weeks.get(office.pk):
            visits = sum(came.get((office.pk, week), 0) for week in one)
            told.append((office, _together(one), visits))
    groups = _groups(period)
    areas = {office.area_id: office.area for office, _one, _visits in told}
    return SurveyReport(
        city=_all_of(told) if told else None,
        areas=tuple(
            (area, _all_of([row for row in told if row[0].area_id == number]), groups[number])
            for number, area in sorted(areas.items(), key=lambda item: item[1].position)
        ),
        offices=tuple((office, said(one, visits)) for office, one, visits in told),
    )


def survey_weeks(office: Office, period: Period) -> tuple[Week, ...]:
    """What people said in one office, week by week, the latest first."""
    came = _came_by_week(period)
    weeks = _weeks(period).get(office.pk, {})
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


def _weeks(period: Period) -> dict[int, surveys.Weeks]:
    return surveys.by_week(period.first, period.last)


def _together(weeks: surveys.Weeks) -> Sum:
    return sum(weeks.values(), Sum())


def _all_of(rows: Iterable[tuple[Office, Sum, int]]) -> Said:
    told = list(rows)
    return said(sum((one for _office, one, _came in told), Sum()), sum(came for *_, came in told))


def _came_by_week(period: Period) -> Mapping[tuple[int, date], int]:
    rows = DayFigures.objects.filter(
        date__range=(period.first, period.last), office_number__isnull=False
    ).values_list("office_number", "date", "visits")
    came: defaultdict[tuple[int, date], int] = defaultdict(int)
    for office, day, visits in rows:
        if visits >= MINIMUM:  # as everywhere: the rest could be found by subtracting
            came[office or 0, day - timedelta(days=day.weekday())] += visits
    return came


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
    """Who came in the whole weeks of the period, small shares of a week left out as in answers."""
    weeks = whole_weeks(period)
    found: defaultdict[tuple[int, str], defaultdict[str, int]]
    found = defaultdict(lambda: defaultdict(int))
    if weeks is None:
        return found
    for dimension, text in _CAME.items():
        shares: defaultdict[tuple[int, date], dict[str, int]] = defaultdict(dict)
        with connection.cursor() as cursor:
            cursor.execute(text, [weeks.first, weeks.last])
            for area, week, value, number in cursor.fetchall():
                shares[area, week][value] = number
        for (area, _week), numbers in shares.items():
            for value in numbers.keys() - withheld(numbers):
                found[area, dimension.value][value] += numbers[value]
    return found
