"""Once a night: count, foresee, and look how far each model was from the day that is over.

This is the heavy part: only the command `anlauf refit` loads it, in a process of its own. Each
step is written down whole or not at all and replaces what it wrote before, so a night that was
cut off is simply begun again.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import numpy as np

from anlauf.core.actors import Actor
from anlauf.directory import queries as directory
from anlauf.engine.forecast import Calendar, Forecast, History, Horizon, Series, forecast
from anlauf.forecasts import commands, queries
from anlauf.forecasts.queries import errors
from anlauf.forecasts.values import Expected

HISTORY = 400  # days that are learnt from
LEAST = 28  # counted days before an office has a forecast of its own
AHEAD = 70  # days
PATHS = 200
SEED = 1
COUNTED_AGAIN = 7  # days, for visits that were closed late
LOOKED_BACK = 4  # weeks that are foreseen as if they were still to come, when nobody had foreseen
MARKS = tuple(number / 20 for number in range(1, 20))
BAND = (0.1, 0.9)
WEEK = 7
DIGITS = 3


def refit(today: date, *, by: Actor, at: datetime) -> int:
    """Learn from everything until yesterday; tell how many days are foreseen."""
    commands.count_days(today - timedelta(COUNTED_AGAIN), today - timedelta(1), by=by, at=at)
    whole = history(today)
    if whole is None:
        return 0
    since = today
    days: list[Expected] = []
    if not queries.days_foreseen(today - timedelta(1)):
        since, days = _looked_back(whole, today)
    days += _days(foresee(whole, AHEAD), today)
    commands.keep_foreseen(days, since, by=by, at=at)
    for on in errors.nights_missing(today):
        found = errors.errors_of(on)
        drifting = [one.model for one in queries.held_with(on, found) if one.watch.drifts]
        commands.note_night(on, found, drifting, by=by, at=at)
    return len(days)


def history(today: date) -> History | None:
    """What was counted before today, of offices that have been counted long enough."""
    rows = queries.counted(today - timedelta(HISTORY), today - timedelta(1))
    days: dict[int, set[date]] = {}
    for office, _skill, on, _people in rows:
        days.setdefault(office, set()).add(on)
    known = {office for office, counted in days.items() if len(counted) >= LEAST}
    rows = [row for row in rows if row[0] in known]
    if not rows:
        return None
    first = min(row[2] for row in rows)
    series = sorted({Series(str(row[0]), row[1]) for row in rows})
    place = {one: number for number, one in enumerate(series)}
    shape = ((today - first).days, len(series), queries.HALF_HOURS)
    counts = np.zeros(shape)
    for office, skill, on, people in rows:
        counts[(on - first).days, place[Series(str(office), skill)]] = people
    return History(tuple(series), first, counts)


def foresee(known: History, days: int) -> Forecast:
    """The days after a history."""
    since, until = known.first, known.last + timedelta(days)
    holidays = frozenset(directory.holidays_between(since, until))
    return forecast(known, Calendar(holidays), Horizon(days), seed=SEED, paths=PATHS)


def _looked_back(whole: History, today: date) -> tuple[date, list[Expected]]:
    """Past weeks, each foreseen from what was known when it began."""
    found: list[Expected] = []
    since = today
    for weeks in range(1, LOOKED_BACK + 1):
        begins = today - timedelta(WEEK * weeks)
        if (begins - whole.first).days < LEAST:
            break
        since = begins
        found += _days(foresee(whole.until(begins), WEEK), begins)
    return since, found


def _days(told: Forecast, made_on: date) -> Iterator[Expected]:
    """A forecast as rows: every skill of every office, and every office with its band."""
    offices = sorted({one.office for one in told.series})
    marks = {office: told.quantiles(MARKS, office) for office in offices}
    for number, on in enumerate(told.days):
        mean, paths = told.expected_half_hours(on), told.half_hours(on)
        for place, one in enumerate(told.series):
            yield Expected(int(one.office), one.service, on, made_on, _rounded(mean[place]))
        for office in offices:
            chosen = [place for place, one in enumerate(told.series) if one.office == office]
            low, high = np.quantile(paths[:, chosen].sum(1), BAND, axis=0)
            yield Expected(
                int(office),
                "",
                on,
                made_on,
                _rounded(mean[chosen].sum(0)),
                _rounded(low),
                _rounded(high),
                _rounded(marks[office][:, number]),
            )


def _rounded(
    values: Sequence[float] | np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> list[float]:
    return [round(float(value), DIGITS) for value in values]
