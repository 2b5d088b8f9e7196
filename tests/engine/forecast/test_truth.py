"""Where the truth is known, it is found, and ranges hold what they say."""

from datetime import timedelta

import numpy as np
import pytest
from scipy.stats import kstest

from anlauf.engine.forecast import History, Horizon, coverage, crps, forecast, pit, wape
from tests.engine.forecast.cities import CALENDAR, FIRST, WEEKDAY, City

EFFECTS = {
    "before_holiday": 1.2,
    "after_holiday": 1.25,
    "bridge_day": 0.6,
    "school_holidays": 1.15,
    "month_start": 1.1,
    "month_end": 0.9,
}


@pytest.fixture(scope="module")
def two_years():
    city = City(effects=EFFECTS)
    return forecast(city.history(730), CALENDAR, Horizon(28), seed=1, paths=400)


@pytest.mark.parametrize("name", EFFECTS)
def test_effects_are_found_within_two_standard_errors(two_years, name):
    found = two_years.effects[name]
    error = (np.log(found.high) - np.log(found.low)) / (2 * 1.96)
    assert abs(np.log(found.factor) - np.log(EFFECTS[name])) < 2 * error + 0.01


def test_weekdays_are_found(two_years):
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    found = np.array([two_years.effects[day].factor for day in days])
    true = np.array(list(WEEKDAY.values()))
    assert found / found.mean() == pytest.approx(true / true.mean(), rel=0.04)


def test_the_mean_is_near_the_truth(two_years):
    city = City(effects=EFFECTS)
    truth = np.array([city.rate(day) for day in two_years.days])
    assert wape(two_years.mean, truth) < 0.05


@pytest.mark.slow
def test_ranges_hold_what_they_say():
    """Many short looks ahead, each with a city of its own."""
    city = City(offices=2)
    ranks, inside = [], []
    for seed in range(60):
        counts = city.counts(119, seed)
        known = History(city.series, FIRST, counts[:112])
        told = forecast(known, CALENDAR, Horizon(5), seed=seed, paths=300)
        came = counts[112:117]
        ranks.append(pit(told.daily(), came.sum((1, 2)))[::4])
        inside.append(coverage(told.daily(), came.sum((1, 2))))
    assert kstest(np.concatenate(ranks), "uniform").pvalue > 0.01
    assert 0.75 < np.mean(inside) < 0.85


def test_paths_are_better_than_last_week_repeated():
    city = City()
    counts = city.counts(147)
    known = History(city.series, FIRST, counts[:140])
    told = forecast(known, CALENDAR, Horizon(5), seed=1, paths=300)
    came = counts[140:145].sum(2)
    assert crps(told.counts, came) < 0.9 * np.abs(counts[133:138].sum(2) - came).mean()


def test_a_season_is_learnt_from_the_second_year_on():
    city = City(offices=1, services=1, people=400)
    counts = city.counts(730)
    days = [FIRST + timedelta(n) for n in range(1000)]
    wave = np.array([1 + 0.2 * np.sin(2 * np.pi * day.toordinal() / 365.25) for day in days])
    dice = np.random.default_rng(3)
    waved = History(city.series, FIRST, dice.poisson(counts * wave[:730, None, None]))
    told = forecast(waved, CALENDAR, Horizon(200), seed=1, paths=50)
    truth = np.array([city.rate(day).sum() for day in told.days]) * wave[730:930]
    assert wape(told.expected(), truth) < 0.08


def test_few_people_are_foreseen_as_few():
    city = City(people=0.8, luck=0.0)
    told = forecast(city.history(200), CALENDAR, Horizon(10), seed=1, paths=500)
    truth = np.array([city.rate(day) for day in told.days]).sum()
    assert told.mean.sum() == pytest.approx(truth, rel=0.2)
    assert told.counts.sum(axis=(1, 2)).mean() == pytest.approx(told.mean.sum(), rel=0.05)
