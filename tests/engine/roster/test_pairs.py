"""Who learns is never alone: the referee finds it, the solver keeps it, the bound holds."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.engine.grid import Span
from anlauf.engine.roster import Beside, Duty, Need, Person, Problem, judge
from anlauf.engine.roster.coverage import coverage
from anlauf.engine.roster.period import Period, Post, Wanted, Worker, key_of, post_of, problem
from anlauf.engine.roster.shift import Shift
from anlauf.engine.roster.solver import solve
from anlauf.engine.roster.state import News
from anlauf.engine.roster.stop import Stop
from tests.engine.roster.problems import DUTIES, KEYS, every_plan, problems

LESSON = Duty("lesson", 240)
EARLY = Shift("early", 84, 186, (Span(144, 150),))
LATE = Shift("late", 168, 240)
OPEN = (Span(96, 216),)  # 8 to 18
RESIDENTS, PASSPORTS = frozenset({"residents"}), frozenset({"passports"})


@st.composite
def with_learners(draw: st.DrawFn) -> Problem:
    """A small problem, and one or two people who learn beside some of its duties."""
    alone = draw(problems(most_days=3, staff=1))
    days = alone.days
    learners = tuple(
        Person(
            f"learner {number}",
            {"lesson": days},
            most_minutes=draw(st.integers(0, days)) * 240,
            off=draw(st.frozensets(st.integers(0, days - 1), max_size=1)),
        )
        for number in range(draw(st.integers(1, 2)))
    )
    lessons = tuple(
        Need(day, frozenset({"lesson"}), len(learners), draw(st.integers(0, 5)))
        for day in range(days)
    )
    beside = tuple(
        Beside(day, "lesson", draw(st.frozensets(st.sampled_from(KEYS)))) for day in range(days)
    )
    return replace(
        alone,
        duties=(*DUTIES, LESSON),
        people=(*alone.people, *learners),
        needs=(*alone.needs, *lessons),
        beside=beside,
    )


def cheapest(whole: Problem) -> float:
    """What the best of all rosters costs, by trying every one."""
    other, *learners = whole.people
    lessons = [list(product((None, "lesson"), repeat=whole.days)) for _learner in learners]
    best = float("inf")
    for days, *theirs in product(list(every_plan(whole, other)), *lessons):
        roster = {
            other.key: days,
            **{one.key: each for one, each in zip(learners, theirs, strict=True)},
        }
        verdict = judge(whole, roster)
        if verdict.valid:
            best = min(best, verdict.cost)
    return best


@given(whole=with_learners())
@settings(max_examples=60, deadline=None)
def test_a_roster_found_keeps_the_rule_and_no_roster_is_below_the_bound(whole):
    found = solve(whole, stop=Stop(2.0), seed=1)
    best = cheapest(whole)
    assert found.bound <= best
    if best < float("inf"):
        assert found.roster is not None
        verdict = judge(whole, found.roster)
        assert verdict.valid
        assert best <= verdict.cost == found.cost
    else:
        assert found.roster is None


@given(whole=with_learners())
@settings(max_examples=30, deadline=None)
def test_learners_are_as_good_as_they_can_be_beside_these_others(whole):
    found = solve(whole, stop=Stop(2.0), seed=1)
    if found.roster is None:
        return
    other = whole.people[0].key
    beside = replace(whole.people[0], fixed=dict(enumerate(found.roster[other])))
    assert found.cost == cheapest(replace(whole, people=(beside, *whole.people[1:])))


def test_every_step_of_the_search_tells_of_all():
    heard: list[News] = []
    found = solve(problem(period(anna(), bert())), stop=Stop(5.0), seed=1, progress=heard.append)
    rosters = [news.roster for news in heard if news.roster is not None]
    assert rosters
    assert all(set(roster) == {"anna", "bert"} for roster in rosters)
    assert found.roster == rosters[-1]
    assert found.history[-1].bound <= found.cost


def test_the_referee_names_who_is_alone_and_when():
    whole = Problem(
        2,
        (*DUTIES, LESSON),
        (Person("able", {"early": 2}), Person("learner", {"lesson": 2})),
        (),
        beside=tuple(Beside(day, "lesson", frozenset({"early"})) for day in range(2)),
    )
    verdict = judge(whole, {"able": ("early", None), "learner": ("lesson", "lesson")})
    assert [(one.rule, one.person, one.day) for one in verdict.violations] == [
        ("beside", "learner", 1)
    ]
    assert "nobody beside" in verdict.violations[0].says


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"beside": (Beside(0, "lessen", frozenset({"early"})),)}, "Maybe 'lesson'"),
        ({"beside": (Beside(9, "lesson", frozenset({"early"})),)}, "day 9"),
        ({"beside": (Beside(0, "lesson", frozenset({"lesson"})),)}, "never alone"),
        ({"needs": (Need(0, frozenset({"lesson", "early"}), 1, 1),)}, "covers no need"),
    ],
)
def test_pairs_nobody_can_have_meant_are_refused_with_a_hint(change, says):
    whole = Problem(
        2,
        (*DUTIES, LESSON),
        (Person("able", {"early": 2}),),
        (),
        beside=(Beside(0, "lesson", frozenset({"early"})),),
    )
    with pytest.raises(ValueError, match=says):
        replace(whole, **change)


def period(*workers: Worker) -> Period:
    wanted = tuple(Wanted(1, day, RESIDENTS, dict.fromkeys(range(16, 30), 1)) for day in range(5))
    return Period(7, (EARLY, LATE), workers, {(1, day): OPEN for day in range(5)}, wanted, least={})


def anna(**said: object) -> Worker:
    return Worker("anna", 1, RESIDENTS, 24 * 60, **said)  # type: ignore[arg-type]


def bert(**said: object) -> Worker:
    usual = {"learns": RESIDENTS}
    return Worker("bert", 1, frozenset(), 39 * 60, **usual | said)  # type: ignore[arg-type]


def test_a_key_says_what_is_learnt():
    for post in (
        Post(1, "early", RESIDENTS),
        Post(1, "early", frozenset(), RESIDENTS | PASSPORTS),
        Post(1, "early", RESIDENTS | PASSPORTS),
    ):
        assert post_of(key_of(post)) == post


def test_a_beginner_comes_when_somebody_can_show_it_and_as_often_as_possible():
    found = solve(problem(period(anna(), bert())), stop=Stop(5.0), seed=1)
    roster = found.roster
    assert roster is not None
    for mine, theirs in zip(roster["bert"], roster["anna"], strict=True):
        assert bool(mine) == bool(theirs)
        assert not mine or post_of(mine).shift == post_of(theirs or "").shift


def test_whoever_learns_something_else_has_nobody_to_learn_from():
    found = solve(problem(period(anna(), bert(learns=PASSPORTS))), stop=Stop(5.0), seed=1)
    assert found.roster is not None
    assert not any(found.roster["bert"])


def test_a_beginner_counts_as_no_clerk():
    asked = period(anna(), bert())
    alone = key_of(Post(1, "early", frozenset(), RESIDENTS))
    both = {"anna": (None,) * 7, "bert": (alone, *[None] * 6)}
    assert coverage(asked, both)[1, 0].percent == 0
    assert "beside" in {one.rule for one in judge(problem(asked), both).violations}


def test_a_beginner_on_leave_misses_no_lesson():
    def points(worker: Worker) -> int:
        free = {"anna": (None,) * 7, "bert": (None,) * 7}
        return judge(problem(period(anna(), worker)), free).cost

    lesson = period().prices.lesson
    assert points(bert()) - points(bert(away=frozenset({0}))) == lesson


def test_nobody_is_a_beginner_who_can_do_something_alone():
    with pytest.raises(ValueError, match="learnt aside"):
        anna(learns=PASSPORTS)
