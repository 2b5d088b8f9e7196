"""A city's year: the same people for every plan, hours that add up, calendars that even out."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.demo.replayed import RESIDENTS, book
from anlauf.engine.cityyear import FIXED, Branch, City, Plan, Replay, Window, play, replay, wire
from anlauf.engine.cityyear.balance import Ahead, Bounds, balanced
from anlauf.engine.cityyear.people import people
from anlauf.engine.cityyear.rooms import lend, planned, present
from anlauf.engine.study.figures import Draws

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


def test_doors_open_longer_only_where_desks_hold_no_more():
    branch = Branch("o", 100.0, 300.0, 40.0, 120.0, ((720, 1140),) * 5 + ((0, 0),) * 2)
    assert branch.doors(0, 120.0) == (720, 1140)
    assert branch.doors(0, 180.0) == (510, 1140)
    assert branch.doors(5, 180.0) == (0, 0)


def test_rooms_of_others_open_when_they_do():
    branch = Branch("o", 20.0, 90.0, 10.0, 20.0, ((540, 1080),) + ((0, 0),) * 6, lent=True)
    assert branch.most_with(720) == 20.0
    assert branch.doors(0, 40.0) == (540, 1080)


@given(st.integers(0, 1410), st.integers(30, 900), st.floats(100, 400))
def test_longer_doors_stay_within_the_day(begins: int, length: int, hours: float):
    ends = min(1440, begins + length)
    branch = Branch("o", 90.0, 300.0, 40.0, 100.0, ((begins, ends),) * 5 + ((0, 0),) * 2)
    since, until = branch.doors(0, hours)
    assert min(begins, 420) <= since <= begins
    assert ends <= until <= max(ends, 1140)


def test_lending_makes_no_hours(years):
    loop = replace(years[1], plan=LOOP)
    lengths = planned(loop, 168)[1]
    there = np.array([3.0, 3.0])
    before = float(there @ lengths)
    assert lend(there, lengths, np.array([200.0, 1.0]), way=30)
    assert float(there @ lengths) == pytest.approx(before - 30)


def test_a_replay_tells_of_the_city_of_offices_and_of_spring():
    made = city(400.0, 220.0)
    told = replay(Replay(made, FIXED, Window(170, 200)), Draws(3, 0, 2))
    assert {"lead", "spread", "late", "lead/o0", "late/o1", "spring/o0"} <= set(told.names)
    above, below = told.part("lead")
    offices = [told.part(f"lead/o{number}") for number in (0, 1)]
    assert np.allclose(above, sum(one[0] for one in offices))
    assert np.allclose(below, sum(one[1] for one in offices))


def test_the_shipped_city_can_be_played():
    made, spring = wire.read(book(RESIDENTS))
    assert len(made.branches) == 24
    assert 0 < spring.first < spring.last < made.days
    assert sum(one.lent for one in made.branches) == 4
