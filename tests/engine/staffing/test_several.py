"""Teams with several skills: enumerated on tiny offices, exact where skills do not overlap."""

from itertools import product

import numpy as np
import pytest

from anlauf.engine.exact import erlang_a, erlang_c
from anlauf.engine.simulate.laws import Exponential, LogNormal
from anlauf.engine.staffing import (
    Care,
    Day,
    Demand,
    Office,
    Profile,
    Promise,
    Span,
    Stop,
    Target,
    TooFew,
    judge,
    requirement,
    staff,
)
from anlauf.engine.staffing.aims import aims_of
from anlauf.engine.staffing.certificate import necessary
from anlauf.engine.staffing.play import Sample
from anlauf.engine.staffing.progress import quiet
from anlauf.engine.staffing.search import Search
from anlauf.engine.staffing.several import cheapest

AT_ONCE = Promise(0.0, 0.8)
SOON = Promise(10.0, 0.8)
TEN_MINUTES = 600.0
ONLY_A, ONLY_B = Profile("A", frozenset("a")), Profile("B", frozenset("b"))
BOTH = Profile("AB", frozenset("ab"), cost=1.2)


def two(promise: Promise = SOON, slots: int = 4, both: Profile = BOTH) -> Office:
    first, second = (6.0, 9.0, 9.0, 6.0), (3.0, 4.0, 5.0, 3.0)
    return Office(
        (
            Demand("a", first[:slots], Exponential(12), promise),
            Demand("b", second[:slots], Exponential(12), promise),
        ),
        (ONLY_A, ONLY_B, both),
    )


def one(rates: tuple[float, ...], patience: Exponential | None = None) -> Office:
    """People a minute by slot of half an hour, ten minutes each."""
    people = tuple(30 * rate for rate in rates)
    return Office((Demand("a", people, Exponential(10), AT_ONCE, patience),), (ONLY_A,))


def searched(office: Office, days: int = 40) -> tuple[Search, float, float]:
    """The search, the cost of the best team found, and the bound."""
    search = Search(Sample(office, days, seed=3), aims_of(office))
    programme = necessary(search)
    bound = programme.solve(60).bound
    team = cheapest(search, programme, Stop(TEN_MINUTES), quiet)
    assert search.keeps(team)
    return search, search.cost(team), bound


@pytest.mark.parametrize("promise", [AT_ONCE, SOON, Promise(10.0, 0.8, Span.DAY)])
def test_no_team_of_a_tiny_office_is_cheaper_and_none_beats_the_bound(promise):
    people = (1.5, 2.0)
    demands = tuple(Demand(skill, people, Exponential(12), promise) for skill in "ab")
    search, cost, bound = searched(Office(demands, (ONLY_A, ONLY_B, BOTH)))
    best = cost
    for counts in product(range(4), repeat=6):
        team = np.array(counts).reshape(3, 2)
        if bound <= search.cost(team) < best - 1e-9 and search.keeps(team):
            best = search.cost(team)
    assert bound <= best + 1e-9
    assert cost <= best + 0.2 + 1e-9  # at most one flexible clerk where a simple one would do


def test_one_skill_is_called_as_the_exact_judge_says():
    rates, clerks = (0.2, 0.3, 0.5), (3, 5, 7)
    sample = Sample(one(rates), 3000, seed=1)
    called = sample.called(np.array([clerks])).sum(axis=0) / sample.came.sum(axis=0)
    assert 1 - called[0] == pytest.approx(judge(Day(rates, 30, 10), clerks), abs=0.01)


def test_one_skill_needs_what_the_exact_search_finds():
    rates = (0.2, 0.3, 0.4, 0.5)
    exact = requirement(Day(rates, 30, 10), Target(0.2))
    _search, cost, bound = searched(one(rates), days=400)
    assert abs(cost - exact.total) <= 1
    assert bound <= cost


def test_long_steady_days_are_erlangs():
    slots = 20
    sample = Sample(one((0.4,) * slots), 400, seed=2)
    team = np.full((1, slots), 6)
    share = sample.called(team)[:, 0, 5:].sum() / sample.came[:, 0, 5:].sum()
    assert 1 - share == pytest.approx(erlang_c(6, 4.0), abs=0.015)

    impatient = Sample(one((0.4,) * slots, Exponential(15)), 400, seed=2)
    share = impatient.called(team)[:, 0, 5:].sum() / impatient.came[:, 0, 5:].sum()
    assert 1 - share == pytest.approx(erlang_a(6, 0.4, 10, 15).delayed, abs=0.015)


def test_skills_that_do_not_overlap_are_offices_of_their_own():
    both = two()
    alone = Office(both.demands[:1], (ONLY_A,))
    team = np.array([[3, 4, 5, 6], [2, 2, 3, 3], [0, 0, 0, 0]])
    together = Sample(both, 50, seed=4).called(team)[:, 0]
    assert (together == Sample(alone, 50, seed=4).called(team[:1])[:, 0]).all()


def test_clerks_who_can_do_everything_are_never_needed_more_than_specialists():
    generalists = Office(two().demands, (Profile("AB", frozenset("ab")),))
    specialists = Office(two().demands, (ONLY_A, ONLY_B))
    pooled, separate = searched(generalists, 100)[1], searched(specialists, 100)[1]
    assert pooled < separate
    assert searched(two(), 100)[1] < separate


def test_a_team_is_judged_by_people_never_seen_before():
    found = staff(two(slots=3), stop=Stop(TEN_MINUTES), seed=1, care=Care(60, 600))
    assert found.holds
    assert found.bound <= found.cost
    assert 0 <= found.gap < 1
    assert {one.skill for one in found.kept} == {"a", "b"}
    assert all(one.share.low >= 0.8 for one in found.kept)
    assert found == staff(two(slots=3), stop=Stop(TEN_MINUTES), seed=1, care=Care(60, 600))


def test_stopped_at_once_there_is_a_team_and_a_word_on_how_sure_it_is():
    heard = []
    found = staff(
        two(slots=2),
        stop=Stop(seconds=0),
        seed=1,
        care=Care(40, 200),
        progress=lambda step, cost: heard.append((step, cost)),
    )
    assert found.cost > 0
    assert heard[0][0] == "start"
    assert found.kept


def test_a_promise_for_the_day_needs_no_more_than_one_for_every_slot():
    for_the_day = searched(two(Promise(10.0, 0.8, Span.DAY)), 60)[1]
    assert for_the_day <= searched(two(), 60)[1]


def test_too_few_people_are_said_so():
    office = Office(two().demands, (ONLY_A, Profile("B", frozenset("b"), most=1)))
    with pytest.raises(TooFew, match="Maybe allow more"):
        staff(office, stop=Stop(TEN_MINUTES), seed=1, care=Care(20, 20))


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: Promise(10, 80), "percentage"),
        (lambda: Promise(-1), "sign"),
        (lambda: Demand("a", (), Exponential(3)), "hours"),
        (lambda: Demand("a", (1.0, float("nan")), Exponential(3)), "missing"),
        (lambda: Profile("A", frozenset()), "skills are missing"),
        (lambda: Profile("A", frozenset("a"), cost=0.0), "cost of A"),
        (lambda: Office((), (ONLY_A,)), "demands"),
        (lambda: Office(two().demands, (ONLY_A,)), "Nobody can do 'b'"),
        (lambda: Office(two().demands[:1], (ONLY_A, ONLY_B)), "nobody asks"),
        (lambda: Office((two().demands[0], two(slots=2).demands[1]), (BOTH,)), "half-hours"),
        (lambda: Office(two().demands, (BOTH, BOTH)), "twice"),
        (lambda: Office(two().demands, (BOTH,), desks=0), "0 desks"),
        (lambda: Care(days=1), "200"),
        (lambda: Care(confidence=95), "percentage"),
        (lambda: Demand("a", (1.0,), LogNormal(0, 1)), "mean"),
    ],
)
def test_what_nobody_can_have_meant_is_refused_with_the_value(wrong, hint):
    with pytest.raises(ValueError, match=hint):
        wrong()
