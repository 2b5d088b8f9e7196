"""A team's day on the road: stops apart, ways that fit, places that nobody else has taken."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.grid import TICK_MINUTES, TICKS, Span, ticks_for
from anlauf.engine.tours import MOST_STOPS, Problem, Stop, Tour, Trouble, problems
from tests.make import sure

HORN, LURUP, CURSLACK = 1, 2, 3
NINE, TWELVE, HALF_PAST_ONE, FIVE = 108, 144, 162, 204


def tour(*stops: Stop, team: int = 1, setup: int = 30, packing: int = 30) -> Tour:
    return Tour(team, stops, setup, packing)


def troubles(found: list[Problem]) -> list[Trouble]:
    return [problem.trouble for problem in found]


def test_two_stops_with_time_to_pack_drive_and_set_up_are_fine():
    day = tour(Stop(HORN, Span(NINE, TWELVE), 20), Stop(LURUP, Span(HALF_PAST_ONE, FIVE), 30))
    assert problems(day) == []
    first, second = day.stops
    assert day.leaves_for(first) == NINE - 6 - 4
    assert day.arrives(second) == HALF_PAST_ONE - 6
    assert day.leaves(first) == TWELVE + 6
    assert day.leaves_for(second) == day.leaves(first)


def test_a_way_that_does_not_fit_says_how_many_minutes_are_missing():
    late = Stop(LURUP, Span(HALF_PAST_ONE, FIVE), 45)
    [problem] = problems(tour(Stop(HORN, Span(NINE, TWELVE)), late))
    assert problem == Problem(Trouble.TOO_CLOSE, late, Stop(HORN, Span(NINE, TWELVE)), 15)


def test_stops_that_overlap_are_told_apart_from_ways_that_are_too_long():
    day = tour(Stop(HORN, Span(NINE, TWELVE)), Stop(LURUP, Span(TWELVE - 1, FIVE)))
    assert troubles(problems(day)) == [Trouble.ORDER]


def test_a_tour_without_a_stop_is_none_and_one_with_too_many_neither():
    assert troubles(problems(tour())) == [Trouble.NO_STOP]
    many = [Stop(n, Span(20 * n + 40, 20 * n + 42)) for n in range(MOST_STOPS + 1)]
    assert troubles(problems(tour(*many, setup=0, packing=0))) == [Trouble.TOO_MANY]


def test_nobody_sets_off_the_evening_before_or_packs_after_midnight():
    early, late = Stop(HORN, Span(4, 12), 30), Stop(HORN, Span(200, TICKS))
    assert problems(tour(early)) == [Problem(Trouble.TOO_EARLY, early, minutes=40)]
    assert problems(tour(late)) == [Problem(Trouble.TOO_LATE, late, minutes=30)]


def test_a_place_belongs_to_one_team_from_setting_up_to_the_last_box():
    mine = tour(Stop(HORN, Span(NINE, TWELVE)))
    theirs = Stop(HORN, Span(TWELVE + 8, FIVE))
    [problem] = problems(mine, [tour(theirs, team=2)])
    assert (problem.trouble, problem.other, problem.minutes, problem.team) == (
        Trouble.TAKEN,
        theirs,
        20,
        2,
    )
    assert not problems(mine, [tour(Stop(HORN, Span(TWELVE + 12, FIVE)), team=2)])
    assert not problems(mine, [tour(Stop(LURUP, Span(NINE, TWELVE)), team=2)])
    assert not problems(mine, [mine])


spans = st.tuples(st.integers(0, TICKS - 1), st.integers(1, 60)).map(
    lambda pair: Span(pair[0], min(TICKS, pair[0] + pair[1]))
)
stops = st.builds(Stop, st.integers(1, 3), spans, st.integers(0, 90))
tours = st.builds(
    Tour,
    st.integers(1, 3),
    st.lists(stops, max_size=5).map(tuple),
    st.integers(0, 60),
    st.integers(0, 60),
)


@given(tours)
def test_a_tour_without_a_problem_can_be_driven_minute_by_minute(day: Tour):
    if problems(day):
        return
    free_at = 0
    for stop in day.stops:
        assert free_at <= day.leaves_for(stop)
        assert day.leaves_for(stop) + ticks_for(stop.way) == day.arrives(stop)
        assert day.arrives(stop) <= stop.doors.start
        free_at = day.leaves(stop)
    assert free_at <= TICKS


@given(tours)
def test_opening_later_by_what_is_missing_mends_the_stop(day: Tour):
    """The sentence of a refusal names a time; whoever takes it hears of that stop no more."""
    found = [one for one in problems(day) if one.trouble in {Trouble.ORDER, Trouble.TOO_CLOSE}]
    if not found:
        return
    stop, other = sure(found[0].stop), sure(found[0].other)
    later = found[0].minutes // TICK_MINUTES
    if stop.doors.end + later > TICKS:
        return
    place = list(pairwise(day.stops)).index((other, stop)) + 1
    doors = Span(stop.doors.start + later, stop.doors.end + later)
    mended = (*day.stops[:place], replace(stop, doors=doors))
    left = problems(replace(day, stops=mended))
    assert not [one for one in left if (one.stop, one.other) == (mended[-1], other)]


@given(tours, tours)
def test_two_teams_see_the_same_collision(one: Tour, other: Tour):
    mine = [p.minutes for p in problems(one, [other]) if p.trouble == Trouble.TAKEN]
    theirs = [p.minutes for p in problems(other, [one]) if p.trouble == Trouble.TAKEN]
    assert sorted(mine) == sorted(theirs)
