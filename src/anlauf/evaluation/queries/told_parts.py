"""What pages tell beside the promise, value by value, for whoever counts it anew."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from anlauf.directory import queries as directory
from anlauf.engine.figures import Estimate
from anlauf.evaluation.queries.access import access_report
from anlauf.evaluation.queries.answering import Question, answer
from anlauf.evaluation.queries.funnel import funnel
from anlauf.evaluation.queries.hours import by_hour
from anlauf.evaluation.queries.satisfaction import whole_weeks
from anlauf.evaluation.queries.service import service_report, services_counted
from anlauf.evaluation.queries.table import Period, months
from anlauf.evaluation.queries.week import week_report

HEAD = ("table", "scope", "key", "first", "last", "part", "figure", "value")
COUNTS = ("visits", "walk_in", "open_hours", "desk_hours")
_WEEK = timedelta(days=6)
_DIGITS = 6

Place = tuple[str, str, object, object, object, object]
Number = float | int | None


def told_parts(period: Period) -> Iterator[tuple[object, ...]]:
    """Every value as a row below `HEAD`."""
    for place, values in _all(period):
        for figure, value in values.items():
            yield *place, figure, "" if value is None else repr(round(float(value), _DIGITS))


def _all(period: Period) -> Iterator[tuple[Place, Mapping[str, Number]]]:
    yield from _hours(period)
    yield from _counts(period)
    weeks = whole_weeks(period)
    if weeks is not None:
        yield from _services(weeks)
        yield from _days(weeks)
        yield from _funnel(weeks)
        yield from _access(weeks)


def _hours(period: Period) -> Iterator[tuple[Place, Mapping[str, Number]]]:
    offices = [(row.key, [row.pk]) for row in directory.offices() if row.has_counter]
    for month in months(period):
        for key, numbers in (("", None), *offices):
            scope = "office" if key else "city"
            for (weekday, hour), one in by_hour(month, numbers).items():
                place = ("hours", scope, key, month.first, month.last, f"{weekday}-{hour}")
                yield place, {"people": one.people, "median": one.median}


def _counts(period: Period) -> Iterator[tuple[Place, Mapping[str, Number]]]:
    for line in answer(Question(COUNTS, (), period, period.last)):
        place = ("counts", line.scope, line.key, line.first, line.last, "")
        yield place, {key: one[0] if one else None for key, one in line.figures.items()}


def _services(weeks: Period) -> Iterator[tuple[Place, Mapping[str, Number]]]:
    for _area, rows in services_counted(weeks):
        for row in rows:
            number, span = row.service.pk, (weeks.first, weeks.last)
            told = {"visits": row.visits, "bookings": row.bookings, "lead": row.lead}
            yield ("services", "service", number, *span, ""), told
            for one in service_report(row.service, weeks).weeks:
                week = (one.monday, one.monday + _WEEK)
                yield (
                    ("service_weeks", "service", number, *week, ""),
                    {
                        "visits": one.visits,
                        "bookings": one.bookings,
                        "lead": one.lead,
                        "wait": one.wait,
                        "served": one.served,
                    },
                )


def _days(weeks: Period) -> Iterator[tuple[Place, Mapping[str, Number]]]:
    for number in range(weeks.days // 7):
        monday = weeks.first + timedelta(weeks=number)
        for day in week_report(monday).days:
            yield (
                ("days", "city", "", monday, monday + _WEEK, day.date),
                {
                    "visits": day.visits,
                    "usual_visits": day.usual_visits,
                    "median": day.median,
                    "usual_median": day.usual_median,
                    "late": day.late,
                    "desk_hours": day.desk_hours,
                },
            )


def _funnel(weeks: Period) -> Iterator[tuple[Place, Mapping[str, Number]]]:
    for _area, rows in funnel(weeks).areas:
        for row in rows:
            place = ("funnel", "service", row.service.pk, weeks.first, weeks.last, "")
            yield place, vars(row.steps)


def _access(weeks: Period) -> Iterator[tuple[Place, Mapping[str, Number]]]:
    for area in access_report(weeks).areas:
        for aspect, rows in area.aspects:
            for row in rows:
                place = ("access", "area", area.area.key, weeks.first, weeks.last)
                told = {key: _value(one) for key, one in row.figures.items()}
                counted = {"visits": row.visits, "bookings": row.bookings}
                yield (*place, f"{aspect}/{row.value}"), {**counted, **told}


def _value(found: Estimate | None) -> Number:
    return found.value if found else None
