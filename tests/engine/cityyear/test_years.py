"""A city's year: the same people for every plan, hours that add up, calendars that even out."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.cityyear import FIXED, Branch, City, Plan, Window, play
from anlauf.engine.cityyear.balance import Ahead, Bounds, balanced
from anlauf.engine.cityyear.people import people
from anlauf.engine.cityyear.rooms import present

OPENS = ((480, 960),) * 5 + ((0, 0),) * 2
LOOP = Plan(movable=0.3, follows=True)


def city(*wanted: float) -> City:
    """Offices with a hundred hours a week each, which give 340 places for appointments."""
    branches = tuple(
        Branch(f"o{number}", 100.0, many, 40.0, 240.0, OPENS) for number, many in enumerate(wanted)
    )
    return City(branches, date(2022, 1, 3), days=260, counted=168)


@pytest.fixture(scope="module")
def years():
    made = city(480.0, 220.0)
    return [play(made, plan, 3, 0) for plan in (FIXED, LOOP)]


def test_both_plans_meet_the_same_people(years):
    fixed, loop = years
    assert all((a == b).all() for a, b in zip(fixed.everybody, loop.everybody, strict=True))


def test_nobody_gets_a_place_that_is_not_there(years):
    for year in years:
        assert (year.book.taken <= year.book.places + 1e-9).all()
        assert (year.book.taken >= 0).all()


def test_hours_stay_as_many_as_before(years):
    loop = years[1]
    assert np.allclose(loop.hours.sum(axis=0), 200.0)
    assert (loop.hours[0] > 100).any()


def test_calendars_even_out(years):
    fixed, loop = (year.mean_leads(year.counted) for year in years)
    assert fixed[0] > fixed[1] + 3
    assert abs(loop[0] - loop[1]) < 0.6 * abs(fixed[0] - fixed[1])


def test_whoever_takes_the_first_date_is_early_where_nobody_wants_one():
    year = play(city(40.0), FIXED, 1, 0)
    assert year.mean_leads(year.counted)[0] < 4


def test_a_replication_is_the_same_whenever_it_is_played():
    once, again, other = (people(city(100.0), 1, number) for number in (0, 0, 1))
    assert all((a == b).all() for a, b in zip(once, again, strict=True))
    assert len(once.day) != len(other.day) or (once.shows != other.shows).any()


def test_lending_sends_colleagues_where_most_is_to_do(years):
    fixed, loop = years
    day = next(
        day
        for day in range(loop.counted.first, loop.counted.last)
        if loop.city.date_of(day).weekday() == 0
    )
    crowd = np.array([60.0, 5.0])
    alone, lent = (
        present(year, day, crowd, (1, 0, day)) for year in (fixed, replace(fixed, plan=LOOP))
    )
    assert lent.sum() == alone.sum()
    assert lent[0] >= alone[0]


def test_an_empty_window_has_no_leads(years):
    assert np.isnan(years[0].mean_leads(Window(0, 0))).all()


@given(
    st.lists(st.floats(0, 5000), min_size=1, max_size=8),
    st.floats(0, 1),
)
def test_hours_are_shared_out_within_bounds(people_ahead: list[float], movable: float):
    usual = np.full(len(people_ahead), 100.0)
    bounds = Bounds(usual, usual * 0.4, usual * 2.0, movable)
    found = balanced(Ahead(np.array(people_ahead), 3.4, 4.0), bounds)
    assert found.sum() == pytest.approx(usual.sum())
    assert (found >= bounds.least - 1e-6).all()
    assert (found <= bounds.most + 1e-6).all()
    assert np.abs(found - usual).sum() / 2 <= movable * usual.sum() + 1e-6
