"""Whatever is added up agrees: half-hours, days, services, offices, the whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.forecast import Horizon, Seen, forecast, updated
from tests.engine.forecast.cities import CALENDAR, City


@pytest.fixture(scope="module")
def told():
    return forecast(City().history(100), CALENDAR, Horizon(7), seed=2, paths=60)


def test_offices_and_services_add_up_to_the_whole(told):
    offices = sum(told.daily(office=name) for name in told.network.offices)
    services = sum(told.daily(service=name) for name in told.network.services)
    assert abs(offices - told.daily()).max() < 1e-9
    assert abs(services - told.daily()).max() < 1e-9
    expected = sum(told.expected(office=name) for name in told.network.offices)
    assert expected == pytest.approx(told.expected(), rel=1e-9)


def test_half_hours_add_up_to_days(told):
    for number, day in enumerate(told.days):
        assert (told.half_hours(day).sum(2) == told.counts[:, number]).all()
        assert told.expected_half_hours(day).sum(1) == pytest.approx(told.mean[number], rel=1e-9)


def test_the_same_seed_tells_the_same(told):
    again = forecast(City().history(100), CALENDAR, Horizon(7), seed=2, paths=60)
    assert (again.counts == told.counts).all()
    assert (again.half_hours(told.days[0]) == told.half_hours(told.days[0])).all()


def test_after_an_update_sums_still_agree_and_what_was_seen_stands(told):
    day = told.days[0]
    seen = np.full((len(told.series), 4), 3.0)
    after = updated(told, Seen(day, seen))
    assert (after.half_hours(day)[:, :, :4] == 3).all()
    assert (after.half_hours(day).sum(2) == after.counts[:, 0]).all()
    assert (after.counts[:, 1:] == told.counts[:, 1:]).all()


def test_a_busy_morning_lifts_the_rest_of_the_day(told):
    day = told.days[0]
    usual = told.expected_half_hours(day)
    busy = updated(told, Seen(day, usual[:, :4] * 1.4)).expected_half_hours(day)[:, 4:].sum()
    quiet = updated(told, Seen(day, usual[:, :4] * 0.6)).expected_half_hours(day)[:, 4:].sum()
    assert quiet < usual[:, 4:].sum() < busy


@settings(max_examples=12, deadline=None)
@given(
    offices=st.integers(1, 3),
    services=st.integers(1, 3),
    days=st.integers(1, 40),
    people=st.sampled_from([0.05, 2.0, 60.0]),
    seed=st.integers(0, 1000),
)
def test_any_city_adds_up(offices, services, days, people, seed):
    city = City(offices, services, people)
    told = forecast(city.history(days, seed), CALENDAR, Horizon(8), seed=seed, paths=8)
    assert np.isfinite(told.mean).all()
    assert (told.counts >= 0).all()
    day = told.days[seed % 8]
    number = told.place(day)
    assert (told.half_hours(day).sum(2) == told.counts[:, number]).all()
    assert (told.quantiles([0.1, 0.9])[0] <= told.quantiles([0.1, 0.9])[1]).all()
