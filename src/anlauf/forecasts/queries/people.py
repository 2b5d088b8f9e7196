"""People by half-hour: as they came, and as they are expected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from anlauf.forecasts.models import DayCount, Foreseen

HALF_HOURS = 48


@dataclass(frozen=True)
class Day:
    """One office on one date: what is expected by half-hour, and between which eight in ten lie."""

    on: date
    made_on: date
    expected: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    marks: tuple[float, ...]

    @property
    def people(self) -> float:
        """How many are expected on the whole day."""
        return sum(self.expected)

    @property
    def band(self) -> tuple[float, float]:
        """Between which numbers eight in ten days lie."""
        return self.marks[1], self.marks[-2]


def days_of(office: int, first: date, last: date) -> list[Day]:
    """What is foreseen of an office, date by date."""
    rows = Foreseen.objects.filter(office=office, skill="", date__range=(first, last))
    return [
        Day(
            row.date,
            row.made_on,
            tuple(row.expected),
            tuple(row.low),
            tuple(row.high),
            tuple(row.marks),
        )
        for row in rows.order_by("date")
    ]


def days_foreseen(on: date) -> bool:
    """Tell whether this date was foreseen."""
    return Foreseen.objects.filter(date=on, skill="").exists()


def foreseen_skills(
    offices: Iterable[int], first: date, last: date
) -> Mapping[tuple[int, date], dict[str, tuple[float, ...]]]:
    """People expected by half-hour, by skill, for each office and date that is foreseen."""
    rows = Foreseen.objects.filter(office__in=list(offices), date__range=(first, last))
    found: dict[tuple[int, date], dict[str, tuple[float, ...]]] = {}
    for row in rows.exclude(skill="").values_list("office", "date", "skill", "expected"):
        office, on, skill, expected = row
        found.setdefault((office, on), {})[skill] = tuple(expected)
    return found


def counted(first: date, last: date) -> list[tuple[int, str, date, list[int]]]:
    """Every count of these days: office, skill, date, people by half-hour."""
    rows = DayCount.objects.filter(date__range=(first, last))
    return list(rows.values_list("office", "skill", "date", "people"))


def next_to_count() -> date | None:
    """The last date that has been counted, or none."""
    found: date | None = DayCount.objects.aggregate(last=Max("date"))["last"]
    return found
