"""How far each model was from a day that is over: what it expected, what came."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from anlauf.directory import queries as directory
from anlauf.engine.service_times import part_of_day
from anlauf.floor.models import Visit, WaitingHabits
from anlauf.floor.queries import cases, learned_at
from anlauf.forecasts.models import DayCount, Foreseen, Night
from anlauf.forecasts.queries.held import LOOKED_BACK, Model
from anlauf.forecasts.values import Error

NOON = 12


def nights_missing(today: date) -> list[date]:
    """Days that were foreseen and counted, about which nothing has been noted, oldest first."""
    since = today - timedelta(days=LOOKED_BACK)
    foreseen = Foreseen.objects.filter(date__range=(since, today - timedelta(days=1)), skill="")
    counted = DayCount.objects.filter(date__gte=since).values_list("date", flat=True)
    noted = Night.objects.filter(date__gte=since).values_list("date", flat=True)
    wanted = set(foreseen.values_list("date", flat=True)) & set(counted)
    return sorted(wanted - set(noted))


def errors_of(on: date) -> dict[str, Error]:
    """The error of each model that can say something about this day."""
    return {model: error for model, error in _errors(on) if error.cases}


def _errors(on: date) -> Iterator[tuple[Model, Error]]:
    zone = directory.zone()
    begins = datetime.combine(on, time(), zone)
    ends = datetime.combine(on + timedelta(days=1), time(), zone)
    habits = _habits(on)
    yield Model.PEOPLE, _people(on)
    yield Model.MINUTES, _minutes(begins, ends)
    yield Model.NO_SHOWS, _no_shows(begins, ends, habits)
    yield Model.WALK_INS, _walk_ins(on, habits)
    yield Model.WAITS, _waits(begins, ends)


def _people(on: date) -> Error:
    came = sum(sum(people) for people in _counts(on))
    rows = Foreseen.objects.filter(date=on, skill="").values_list("expected", flat=True)
    return Error(sum(sum(row) for row in rows), came, came)


def _counts(on: date) -> list[list[int]]:
    known = Foreseen.objects.filter(date=on, skill="").values("office")
    return list(DayCount.objects.filter(date=on, office__in=known).values_list("people", flat=True))


def _minutes(begins: datetime, ends: datetime) -> Error:
    """Minutes at the desk: planned ones by what had been learnt before."""
    usually = learned_at(begins)
    found = cases.service_cases(begins, ends, directory.zone())
    part = part_of_day(NOON)
    expected = sum(
        one.planned * usually.of(one.service, one.office, one.part or part).mean for one in found
    )
    return Error(expected, sum(one.took for one in found), len(found))


def _no_shows(begins: datetime, ends: datetime, habits: dict[int, WaitingHabits]) -> Error:
    expected, came, many = 0.0, 0, 0
    for office, kept in cases.kept_appointments(begins, ends).items():
        if office in habits:
            due = len(kept.late) + kept.missed
            expected += due * habits[office].no_show
            came, many = came + kept.missed, many + due
    return Error(expected, came, many)


def _walk_ins(on: date, habits: dict[int, WaitingHabits]) -> Error:
    """Who came without an appointment, at offices that were open."""
    there = Visit.objects.filter(date=on, office__in=habits)
    open_ones = set(there.values_list("office", flat=True))
    expected = sum(sum(means) for office in open_ones for _skills, means in habits[office].walk_ins)
    came = there.filter(due_at=None).count()
    return Error(expected, came, came if expected else 0)


def _waits(begins: datetime, ends: datetime) -> Error:
    """Minutes until the call, beside the middle of what was announced."""
    expected, came, many = 0.0, 0.0, 0
    for _office, row, took in cases.outcomes(begins, ends):
        expected, came, many = expected + row.median, came + took, many + 1
    return Error(expected, came, many)


def _habits(on: date) -> dict[int, WaitingHabits]:
    """What each office had learnt before this day."""
    rows = WaitingHabits.objects.filter(valid_from__lte=on).order_by("office", "valid_from")
    return {row.office_id: row for row in rows}
