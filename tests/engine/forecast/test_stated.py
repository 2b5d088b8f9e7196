"""Each stated behaviour: missing days, closures, shifts, outliers, short histories, lost demand."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from anlauf.engine.forecast import Bookings, Calendar, History, Horizon, Series, forecast
from tests.engine.forecast.cities import CALENDAR, FIRST, WEEKDAY, City

CITY = City(offices=2, services=1, people=200)


def told(counts, days=7, calendar=CALENDAR, city=CITY, **more):
    history = History(city.series, FIRST, counts, **more)
    return forecast(history, calendar, Horizon(days), seed=1, paths=100)


def truth(forecast, city=CITY):
    return np.array([city.rate(day) for day in forecast.days])


def test_missing_days_are_not_days_without_people():
    counts = CITY.counts(120)
    counts[60:75] = np.nan
    counts[118:] = np.nan
    found = told(counts)
    assert found.mean.sum() == pytest.approx(truth(found).sum(), rel=0.06)


def test_a_missing_half_hour_makes_a_day_count_in_part():
    counts = CITY.counts(120)
    counts[::2, :, :4] = np.nan
    found = told(counts)
    assert found.mean.sum() == pytest.approx(truth(found).sum(), rel=0.06)


def test_closed_days_are_foreseen_as_closed():
    holiday, closed = FIRST + timedelta(121), FIRST + timedelta(122)
    calendar = Calendar(frozenset({holiday}), closures=frozenset({("office 0", closed)}))
    found = told(City(2, 1).counts(120), calendar=calendar)
    assert found.mean[1].sum() == 0
    assert found.mean[2, 0] == 0
    assert found.mean[2, 1] > 0
    assert (found.counts[:, 1] == 0).all()


def test_a_day_without_anybody_counts_as_closed():
    counts = CITY.counts(120)
    counts[100:104, 0] = 0.0
    found = told(counts)
    assert found.mean.sum() == pytest.approx(truth(found).sum(), rel=0.06)


def test_a_weekday_without_anybody_is_closed():
    counts = CITY.counts(120)
    wednesdays = [n for n in range(120) if (FIRST + timedelta(n)).weekday() == 2]
    counts[wednesdays, 0] = 0.0
    found = told(counts)
    wednesday = [day.weekday() for day in found.days].index(2)
    assert found.mean[wednesday, 0] == 0
    assert found.mean[wednesday, 1] > 0


def test_a_new_level_is_mostly_believed_after_two_weeks():
    counts = CITY.counts(140)
    counts[126:] *= 2
    found = told(counts)
    assert found.mean.sum() == pytest.approx(2 * truth(found).sum(), rel=0.2)


def test_one_strange_day_changes_little():
    counts = CITY.counts(120)
    plain = told(counts).mean.sum()
    counts[116] *= 5
    assert told(counts).mean.sum() == pytest.approx(plain, rel=0.08)


def test_one_week_is_enough_for_weekdays_seen_once():
    found = told(CITY.counts(7))
    assert found.mean.sum() == pytest.approx(truth(found).sum(), rel=0.15)
    assert found.guard.origins == ()


def test_an_office_with_one_week_takes_its_weekdays_from_the_others():
    city = City(offices=4, services=1, people=300)
    counts = city.counts(140)
    counts[:, 0] = np.nan
    counts[135:138, 0] = city.counts(140)[135:138, 0]  # Wednesday to Friday
    found = told(counts, city=city)
    monday = [day.weekday() for day in found.days].index(0)
    wanted = city.rate(found.days[monday])[0]
    assert found.mean[monday, 0] == pytest.approx(wanted, rel=0.25)
    assert WEEKDAY[0] > 1.2


def test_lost_demand_is_repaired():
    city = City(offices=1, services=1, people=400, luck=0.15)
    wanted = city.counts(300)
    counts, lost = wanted.copy(), np.zeros((300, 1))
    for day in range(300):
        whole = wanted[day].sum()
        if whole > 240:  # no more appointments than that
            counts[day] *= 240 / whole
            lost[day] = 3 * (whole - 240)  # everybody who found nothing searches three times
    counts = np.rint(counts)
    naive, found = told(counts, city=city), told(counts, city=city, lost=lost)
    true = truth(found, city).sum()
    assert naive.mean.sum() < 0.97 * true
    assert found.mean.sum() == pytest.approx(true, rel=0.05)


def test_bookings_already_made_are_certain():
    made = np.array([[300.0, 10.0]] * 4)
    share = np.full((4, 2), 0.5)
    history = CITY.history(120)
    first = history.last + timedelta(1)
    with_book = forecast(
        history, CALENDAR, Horizon(4, Bookings(first, made, share)), seed=1, paths=300
    )
    without = forecast(history, CALENDAR, Horizon(4), seed=1, paths=300)
    open_day = int(np.flatnonzero(without.mean.sum(1))[0])
    assert (with_book.counts[:, open_day] >= made[open_day]).all()
    assert with_book.mean[open_day, 0] > without.mean[open_day, 0]
    assert with_book.mean[open_day, 1] < without.mean[open_day, 1]
    wide = [one.counts[:, open_day, 0].std() for one in (with_book, without)]
    assert wide[0] < wide[1]


def test_the_guard_takes_last_week_where_it_was_better():
    """Numbers that jump from week to week the same way: no level, but last week is right."""
    history = CITY.history(150)
    repeated = np.tile(CITY.counts(7), (22, 1, 1))[:150]
    exact = forecast(replace(history, counts=repeated), Calendar(), Horizon(7), seed=1, paths=50)
    assert (exact.guard.taken <= exact.guard.naive + 1e-12).all()
    assert (exact.guard.model < 1).all()


def test_the_guard_takes_the_model_where_it_was_better():
    guard = told(CITY.counts(150)).guard
    assert (guard.model > 0).all()
    assert (guard.taken <= guard.naive).all()


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"series": ()}, "no series"),
        ({"series": (Series("a", "b"),) * 2}, "twice"),
        ({"counts": np.zeros((0, 2, 16))}, "no days"),
        ({"counts": np.full((5, 2, 16), -1.0)}, "write nan"),
        ({"counts": np.full((5, 2, 16), np.inf)}, "infinite"),
        ({"counts": np.full((5, 2, 16), np.nan)}, "Nothing was ever counted"),
        ({"counts": np.zeros((5, 3, 16))}, "another order"),
        ({"lost": np.zeros((3, 2))}, "add them up by day"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(change, hint):
    with pytest.raises(ValueError, match=hint):
        replace(CITY.history(5), **change)


def test_horizons_paths_and_names_are_checked():
    with pytest.raises(ValueError, match="half-hours"):
        Horizon(0)
    with pytest.raises(ValueError, match="1000"):
        forecast(CITY.history(5), CALENDAR, Horizon(1), seed=1, paths=1)
    found = told(CITY.counts(10))
    with pytest.raises(ValueError, match="office 0"):
        found.daily(office="office 9")
    with pytest.raises(ValueError, match="too short"):
        found.half_hours(date(2030, 1, 1))
    with pytest.raises(ValueError, match="per cent"):
        found.quantiles([80])
