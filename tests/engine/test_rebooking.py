"""New times for many at once: they fit, they are fair, and nobody could have been served better."""

from collections.abc import Hashable
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.capacity import Group, Need, Page, level
from anlauf.engine.grid import TICKS, Span
from anlauf.engine.rebooking import Bounds, Displaced, Rebooking, first_come, rebooked

MONDAY = date(2026, 11, 23)
ANY_TIME = Bounds((date.min, 0), (date.min, 0))
SKILLS = frozenset({"residents"})


def page(*free: int, clerks: int = 1) -> Page:
    """A page with places at these ticks only."""
    supply = bytes(clerks if tick in free else 0 for tick in range(TICKS))
    return Page((Group(SKILLS, supply),), supply)


def wide_page(first: int, last: int, clerks: int = 1) -> Page:
    spans = [Span(first, last)]
    return Page((Group(SKILLS, level(spans, clerks)),), level(spans, clerks))


def person(key: int, start: int = 100, *, ticks: int = 1, days: int = 0, **said: Any) -> Displaced:
    need = Need(SKILLS, ticks)
    usual: dict[str, Any] = {
        "needs": {"a": need, "b": need},
        "kilometres": {"b": 2.0},
        "rank": (key,),
    }
    return Displaced(key, "a", MONDAY + timedelta(days), start, **usual | said)


def day(days: int, office: Hashable = "a") -> tuple[Hashable, date]:
    return office, MONDAY + timedelta(days)


def starts(answer: Rebooking) -> dict[object, int]:
    return {key: place.start for key, place in answer.places.items()}


def test_somebody_keeps_time_and_weekday_where_that_is_possible():
    pages = {day(7): wide_page(90, 120), day(1): wide_page(140, 200)}
    place = rebooked([person(1)], pages, ANY_TIME).places[1]
    assert (place.date, place.start) == (
        MONDAY + timedelta(1),
        140,
    )  # 40 ticks are less than a week

    pages = {day(7): wide_page(90, 120), day(1): wide_page(200, 220)}
    assert rebooked([person(1)], pages, ANY_TIME).places[1].date == MONDAY + timedelta(7)


def test_the_same_office_goes_before_a_near_one():
    pages = {day(0, "b"): wide_page(90, 120), day(1): wide_page(90, 120)}
    assert rebooked([person(1)], pages, ANY_TIME).places[1].office == "a"
    assert (
        rebooked([person(1)], {day(0, "b"): pages[day(0, "b")]}, ANY_TIME).places[1].office == "b"
    )


def test_an_office_that_cannot_help_is_no_place():
    only_here = person(1, needs={"a": Need(SKILLS, 1)})
    assert rebooked([only_here], {day(1, "b"): wide_page(90, 120)}, ANY_TIME).without == (1,)


def test_nobody_is_asked_to_come_sooner_than_they_can_know():
    bounds = Bounds((MONDAY, 90), (MONDAY + timedelta(2), 0))
    someone = person(1, days=4)
    assert rebooked([someone], {day(1): wide_page(90, 120)}, bounds).without == (1,)
    assert rebooked([someone], {day(3): wide_page(90, 120)}, bounds).places
    assert rebooked([person(1)], {day(0): wide_page(0, 90)}, bounds).without == (1,)
    assert starts(rebooked([person(1)], {day(0): wide_page(0, 130)}, bounds)) == {1: 100}


def test_who_has_only_one_way_out_goes_first():
    flexible = person(1)
    bound = person(2, needs={"a": Need(SKILLS, 1)})
    pages = {day(1): page(100), day(1, "b"): page(100)}
    answer = rebooked([flexible, bound], pages, ANY_TIME)
    assert answer.without == ()
    assert answer.places[2].office == "a"
    assert len(first_come([flexible, bound], pages, ANY_TIME).without) == 1


def test_of_two_alike_the_one_who_booked_first_gets_the_better_place():
    pages = {day(1): page(100), day(2): page(100)}
    answer = rebooked([person(2), person(1)], pages, ANY_TIME)
    assert answer.places[1].date < answer.places[2].date


def test_the_same_person_twice_is_a_mistake():
    with pytest.raises(ValueError, match="displaced twice"):
        rebooked([person(1), person(1)], {}, ANY_TIME)


def test_nobody_to_place_is_no_trouble():
    assert rebooked([], {}, ANY_TIME).objective == (0, 0, 0)


crowds = st.lists(
    st.tuples(st.integers(90, 130), st.integers(1, 4), st.integers(-1, 3)), max_size=9
).map(
    lambda drawn: [
        person(key, start, ticks=ticks, days=days) for key, (start, ticks, days) in enumerate(drawn)
    ]
)
towns = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.integers(-2, 9)).map(lambda drawn: day(drawn[1], drawn[0])),
    st.tuples(st.integers(85, 110), st.integers(1, 30), st.integers(1, 2)).map(
        lambda drawn: wide_page(drawn[0], drawn[0] + drawn[1], drawn[2])
    ),
    max_size=6,
)


@given(crowds, towns)
@settings(max_examples=150, deadline=None)
def test_every_new_place_is_free_and_the_answer_is_always_the_same(crowd, town):
    answer = rebooked(crowd, town, ANY_TIME)
    assert answer == rebooked(list(reversed(crowd)), town, ANY_TIME)
    assert set(answer.places) | set(answer.without) == {each.key for each in crowd}

    left = dict(town)
    for each in crowd:
        if each.key in answer.places:
            place = answer.places[each.key]
            need = each.needs[place.office]
            lane = left[place.day].lane(need, place.start)
            assert lane is not None
            left[place.day] = left[place.day].taken(lane, place.start, need.ticks)
    for each in crowd:
        if each.key in answer.without:
            assert not any(left[at].free_starts(each.needs[at[0]]) for at in left)


@given(crowds, towns)
@settings(max_examples=150, deadline=None)
def test_it_is_never_worse_than_first_come(crowd, town):
    together = rebooked(crowd, town, ANY_TIME)
    assert together.objective <= first_come(crowd, town, ANY_TIME).objective


@given(
    st.lists(st.tuples(st.integers(80, 140), st.integers(0, 4)), min_size=1, max_size=4),
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(-2, 6), st.integers(80, 140)),
        min_size=1,
        max_size=5,
        unique=True,
    ),
)
@settings(max_examples=200, deadline=None)
def test_where_every_visit_takes_one_tick_nobody_finds_a_better_answer(drawn, free):
    crowd = [person(key, start, days=days) for key, (start, days) in enumerate(drawn)]
    by_day: dict[tuple[Hashable, date], list[int]] = {}
    for office, days, tick in free:
        by_day.setdefault(day(days, office), []).append(tick)
    town = {at: page(*ticks) for at, ticks in by_day.items()}

    assert rebooked(crowd, town, ANY_TIME).objective == _best_of_all(crowd, by_day)


def _best_of_all(
    crowd: list[Displaced], by_day: dict[tuple[Hashable, date], list[int]]
) -> tuple[int, int, int]:
    """Every way to share out the places, tried one after another."""
    places = [(at, tick) for at, ticks in by_day.items() for tick in ticks]
    nowhere = max(0, len(crowd) - len(places))
    ways = {(each.key, at, tick): _way(each, at, tick) for each in crowd for at, tick in places}
    return min(
        (
            nowhere,
            max(chosen, default=0),
            sum(chosen),
        )
        for order in permutations([*places, *[None] * nowhere], len(crowd))
        for chosen in [
            [
                ways[(each.key, *place)]
                for each, place in zip(crowd, order, strict=True)
                if place is not None
            ]
        ]
    )


def _way(each: Displaced, at: tuple[Hashable, date], tick: int) -> int:
    """The displacement as the reference tells it: written down a second time on purpose."""
    apart = (at[1] - each.date).days
    far = 12 * abs(apart) + abs(tick - each.start)
    far += 18 * (at[1].weekday() != each.date.weekday())
    far += 30 * (apart < 0)
    return far + (68 if at[0] == "b" else 0)
