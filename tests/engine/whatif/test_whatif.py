"""A year of a changed city: the same people, what a change does, and better hours."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.roster.stop import Stop
from anlauf.engine.study import Draws
from anlauf.engine.whatif import (
    City,
    Demand,
    Desks,
    Everything,
    Hours,
    Kind,
    Law,
    Merge,
    NoSuch,
    Place,
    PopUp,
    Release,
    Spread,
    Staff,
    Team,
    Wish,
    changed,
    read,
    read_changes,
    written,
    written_changes,
)
from anlauf.engine.whatif.day import office_day, open_profile, places_of
from anlauf.engine.whatif.hours import best_hours
from anlauf.engine.whatif.year import FIGURES, city_year

DAY = ((480.0, 960.0),)
FLAT = (1 / 48,) * 48
CHANGES = (
    Demand(20.0, "passport"),
    Spread(50.0),
    Hours((0, 1), 600.0, 1080.0, "north"),
    Desks(2),
    Staff(1, "south"),
    Everything(),
    PopUp("pop-up", 60, 20, 15.0),
    Merge("north", "south"),
    Law(5.0, "passport"),
    Law(10.0, "", 5.0),
    Release(28, 20, 0.5),
)


def place(key: str, clerks: int = 4, **said: object) -> Place:
    usual: dict[str, object] = {
        "desks": 6,
        "opening": tuple(DAY if day < 5 else () for day in range(7)),
        "teams": tuple(Team(day, 480, 960, frozenset({"all"}), clerks) for day in range(5)),
        "wishes": (Wish("passport", 250.0, 100.0), Wish("moving", 150.0, 60.0)),
        "profile": FLAT,
    }
    return Place(key, **usual | said)  # type: ignore[arg-type]


def town(**said: object) -> City:
    kinds = (Kind("passport", "all", 15.0), Kind("moving", "all", 12.0))
    return City(kinds, (place("north"), place("south")), **said)  # type: ignore[arg-type]


def mean(city: City, figure: str) -> float:
    above, below = city_year(city, Draws(3, 0, 3)).part(figure)
    return float(above.sum() / below.sum())


def test_every_figure_is_told_for_the_city_and_every_office():
    found = city_year(town(), Draws(1, 0, 2))
    assert set(FIGURES) <= set(found.names)
    assert {f"{name}/north" for name in FIGURES} <= set(found.names)
    assert 0 < mean(town(), "utilisation") < 1


def test_a_replication_is_the_same_whichever_piece_it_is_played_in():
    whole = city_year(town(), Draws(1, 0, 3))
    second = city_year(town(), Draws(1, 1, 1))
    assert np.array_equal(whole.above[1], second.above[0])


def test_an_office_keeps_its_luck_when_another_one_changes():
    before = city_year(town(), Draws(1, 0, 2))
    after = city_year(changed(town(), [Staff(2, "south")]), Draws(1, 0, 2))
    for figure in FIGURES:
        assert np.array_equal(before.part(f"{figure}/north")[0], after.part(f"{figure}/north")[0])
    assert mean(changed(town(), [Staff(2, "south")]), "wait/south") < mean(town(), "wait/south")


def test_the_city_serves_what_its_offices_serve():
    found = city_year(town(), Draws(1, 0, 2))
    offices = [found.part(f"served/{key}")[0] for key in ("north", "south")]
    assert np.allclose(found.part("served")[0], np.sum(offices, axis=0))


def test_more_people_wait_longer_and_for_later_appointments():
    busier = changed(town(), [Demand(40.0)])
    assert mean(busier, "wait") > mean(town(), "wait")
    assert mean(busier, "lead") > mean(town(), "lead")


def test_letters_that_spread_the_peaks_shorten_lead_times():
    peaks = town(season=(0.6, 1.6, 1.0, 0.8))
    assert mean(changed(peaks, [Spread(100.0)]), "late_lead") < mean(peaks, "late_lead")


def test_whoever_would_come_while_it_is_closed_comes_when_it_opens():
    shape = open_profile(place("north"), 0)
    assert sum(shape) == pytest.approx(1.0)
    assert shape[16] == pytest.approx(17 / 48)
    assert not any(shape[:16])


def test_no_more_appointments_than_the_clerks_have_time_for():
    many = places_of(town(), place("north"), 0)
    day = office_day(town(), place("north"), 0, factor=1.0, booked=many)
    assert day is not None
    assert len(day.appointments) == many
    assert all(480 <= one.due < 960 for one in day.appointments)
    assert office_day(town(), place("north"), 6, factor=1.0, booked=0) is None


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: type(one).__name__)
def test_a_changed_city_can_be_played_and_written_down(change):
    city = changed(town(), [change])
    assert read(written(city)) == city
    assert read_changes(written_changes([change])) == (change,)
    assert city_year(city, Draws(1, 0, 1)).above.shape[0] == 1


@settings(max_examples=30, deadline=None)
@given(percent=st.floats(0, 100), clerks=st.integers(1, 30))
def test_a_new_office_takes_people_and_invents_none(percent, clerks):
    city = changed(town(), [PopUp("pop-up", 10, clerks, percent)])
    total = sum(wish.booked + wish.walk_ins for one in city.places for wish in one.wishes)
    assert total == pytest.approx(2 * 560)


@given(st.floats(0, 100), st.tuples(*[st.floats(0.1, 3.0)] * 4))
def test_spreading_the_peaks_loses_nobody(percent, season):
    city = changed(town(season=season), [Spread(percent)])
    assert sum(city.season) == pytest.approx(sum(season))


def test_merging_two_offices_keeps_desks_people_and_clerks():
    city = changed(town(), [Merge("north", "south")])
    (one,) = city.places
    assert (one.key, one.desks) == ("south", 12)
    assert one.staff_minutes == 2 * place("north").staff_minutes
    assert sum(wish.booked for wish in one.wishes) == 800


def test_a_change_about_something_unknown_says_so():
    for change in (Staff(1, "east"), Demand(5.0, "visa"), Merge("north", "north")):
        with pytest.raises(NoSuch):
            changed(town(), [change])
    with pytest.raises(ValueError, match="Nobody knows"):
        read_changes([{"change": "magic"}])


def test_better_hours_keep_the_hours_of_staff_and_never_cost_more():
    rush = tuple(0.5 if half == 20 else 0.5 if half == 34 else 0.0 for half in range(48))
    alone = place("north", clerks=2, wishes=(Wish("passport", 60.0, 100.0),), profile=rush)
    city = replace(town(), places=(alone,))
    tried = iter(range(12))
    stop = Stop(when=lambda: next(tried, None) is None)
    found = best_hours(city, "north", seed=1, stop=stop)
    assert found.after <= found.before
    after = changed(city, found.changes).places[0]
    assert after.staff_minutes == pytest.approx(alone.staff_minutes, rel=0.005)
