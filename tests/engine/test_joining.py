"""Those from afar: told in time, waited for once, never given up early."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.joining import Joined, Standing, Step, Terms, be_there, due, kept, turned_away

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TERMS = Terms(presence=True, keep=15 * MINUTE, margin=5 * MINUTE)
ON_THE_WAY = Joined(able=NOW, way=20 * MINUTE, reachable=True)


def standing(ahead: int, least: int | None) -> Standing:
    return Standing(ahead, None if least is None else least * MINUTE)


minutes = st.integers(-120, 240)
people = st.builds(
    Joined,
    able=minutes.map(lambda each: NOW + each * MINUTE),
    way=st.integers(0, 60).map(lambda each: each * MINUTE),
    is_here=st.booleans(),
    in_vain=st.booleans(),
    turn=st.none() | st.integers(-60, 0).map(lambda each: NOW + each * MINUTE),
    reachable=st.booleans(),
    told_third=st.booleans(),
    told_now=st.booleans(),
)
places = st.builds(standing, st.integers(0, 40), st.none() | st.integers(0, 180))
terms = st.builds(
    Terms,
    presence=st.booleans(),
    keep=st.integers(5, 60).map(lambda each: each * MINUTE),
    margin=st.integers(0, 30).map(lambda each: each * MINUTE),
)


def test_it_is_time_to_go_when_the_way_and_the_margin_are_as_long_as_the_wait():
    assert due(ON_THE_WAY, standing(9, 26), TERMS, NOW) == frozenset()
    assert due(ON_THE_WAY, standing(9, 25), TERMS, NOW) == {Step.TELL_NOW}


def test_the_third_in_line_is_told_once():
    near = replace(ON_THE_WAY, way=0 * MINUTE)
    assert due(near, standing(2, 40), TERMS, NOW) == {Step.TELL_THIRD}
    assert due(replace(near, told_third=True), standing(1, 40), TERMS, NOW) == frozenset()


def test_without_a_range_the_third_is_asked_to_come():
    assert due(ON_THE_WAY, standing(2, None), TERMS, NOW) == {Step.TELL_NOW}
    assert due(ON_THE_WAY, standing(3, None), TERMS, NOW) == frozenset()


def test_the_turn_does_not_come_before_they_can_be_there():
    far = replace(ON_THE_WAY, able=NOW + MINUTE, reachable=False)
    assert due(far, standing(0, 0), TERMS, NOW) == frozenset()
    assert due(far, standing(0, 0), TERMS, NOW + MINUTE) == {Step.TURN}


def test_an_office_that_does_not_ask_counts_them_as_there_until_they_were_called_in_vain():
    free = replace(TERMS, presence=False)
    quiet = replace(ON_THE_WAY, reachable=False)
    assert due(quiet, standing(4, 50), free, NOW) == {Step.COUNT_AS_HERE}
    assert due(replace(quiet, in_vain=True), standing(4, 50), free, NOW) == frozenset()


def test_a_place_is_kept_for_its_minutes_and_not_longer():
    absent = replace(ON_THE_WAY, turn=NOW)
    assert due(absent, standing(0, 0), TERMS, NOW + 14 * MINUTE) == frozenset()
    assert due(absent, standing(0, 0), TERMS, NOW + 15 * MINUTE) == {Step.END}


def test_be_there_is_before_the_turn_and_on_round_minutes():
    assert be_there(ON_THE_WAY, standing(9, 48), TERMS, NOW) == NOW + 40 * MINUTE
    assert be_there(ON_THE_WAY, standing(1, 3), TERMS, NOW) == NOW
    assert be_there(ON_THE_WAY, standing(1, None), TERMS, NOW) is None


@given(people, places, terms)
def test_nobody_who_is_here_is_given_up_or_told_to_come(one, place, rule):
    here = replace(one, is_here=True)
    assert due(here, place, rule, NOW) <= {Step.TELL_THIRD}


@given(people, places, terms)
def test_only_whose_place_was_kept_long_enough_is_given_up(one, place, rule):
    until = kept(one, rule)
    assert (Step.END in due(one, place, rule, NOW)) == (until is not None and until <= NOW)


@given(people, places, terms)
def test_whoever_left_no_address_gets_no_message(one, place, rule):
    steps = due(replace(one, reachable=False), place, rule, NOW)
    assert not steps & {Step.TELL_NOW, Step.TELL_THIRD}


@given(people, places, terms)
def test_doing_what_is_due_leaves_nothing_of_it_due(one, place, rule):
    steps = due(one, place, rule, NOW)
    after = replace(
        one,
        is_here=one.is_here or Step.COUNT_AS_HERE in steps,
        turn=NOW if Step.TURN in steps else one.turn,
        told_third=one.told_third or Step.TELL_THIRD in steps,
        told_now=one.told_now or Step.TELL_NOW in steps,
    )
    if Step.END not in steps:
        assert not due(after, place, rule, NOW) & steps


@given(people, places, terms)
def test_nobody_is_asked_to_be_there_before_they_can(one, place, rule):
    there = be_there(one, place, rule, NOW)
    assert there is None or there >= max(NOW, one.able)


spans = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 60)).map(
        lambda one: (NOW + one[0] * MINUTE, NOW + (one[0] + one[1]) * MINUTE)
    ),
    max_size=20,
)


@given(spans, st.integers(1, 20))
def test_a_wider_limit_turns_nobody_else_away_and_enough_room_nobody(people, most):
    assert turned_away(people, most + 1) <= turned_away(people, most)
    assert turned_away(people, max(1, len(people))) == 0


def test_whoever_would_be_one_too_many_is_turned_away_until_somebody_has_come():
    first = (NOW, NOW + 10 * MINUTE)
    meanwhile = (NOW + 5 * MINUTE, NOW + 20 * MINUTE)
    after = (NOW + 10 * MINUTE, NOW + 20 * MINUTE)
    assert turned_away([first, meanwhile, after], 1) == 1
