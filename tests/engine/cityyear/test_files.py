"""A year of files: the same cases for every plan, as many people as before, piles that even out."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.backlog import Backlog, CaseClass, OpenCase, Stage, Team, one_future
from anlauf.engine.cityyear import FIXED, Files, FilesReplay, Pile, Plan, replay_files
from anlauf.engine.cityyear.files import course, whole
from anlauf.engine.cityyear.files_replay import fitted_minutes, read
from anlauf.engine.simulate import Exponential
from anlauf.engine.study.figures import Draws

LOOP = Plan(movable=0.2)
FILES = Files(
    (Pile("full", 4, 95.0, 200, 2, 8), Pile("empty", 6, 40.0, 40, 3, 8)),
    check=50.0,
    decide=25.0,
    days=140,
    counted=28,
)


@pytest.fixture(scope="module")
def both():
    return [course(FILES, plan, 3, 0) for plan in (FIXED, LOOP)]


def test_both_plans_meet_the_same_cases(both):
    fixed, loop = (one.told for one in both)
    assert (fixed.kind == loop.kind).all()
    assert np.allclose(fixed.came, loop.came)


def test_people_stay_as_many_as_before(both):
    loop = both[1]
    assert (loop.people.sum(axis=0) == 10).all()
    assert (loop.people[0] > 4).any()


def test_nobody_moves_where_hours_stay(both):
    assert (both[0].people == [[4], [6]]).all()


def test_piles_even_out(both):
    fixed, loop = (np.bincount(one.told.kind[one.told.done > FILES.days]) for one in both)
    assert loop[0] < 0.7 * fixed[0]


def test_a_year_is_the_same_whenever_it_is_played(both):
    assert np.array_equal(course(FILES, LOOP, 3, 0).told.done, both[1].told.done)


def test_the_figures_name_the_city_and_each_office():
    told = replay_files(FilesReplay(FILES, FIXED), Draws(3, 0, 2))
    assert {"days", "open", "in_time", "days/full", "people/empty"} <= set(told.names)
    assert told.above.shape[0] == 2


def test_minutes_are_found_for_the_pile_that_is_known():
    fitted = fitted_minutes(FILES, 700.0, seed=5, times=2)
    piles = [course(fitted, FIXED, 5, one).told.counts_at(FILES.days)[0] for one in (0, 1)]
    assert np.mean(piles) == pytest.approx(700, rel=0.15)


def test_files_are_read_from_plain_values():
    office = {"id": "a", "people": 4, "weekly": 30.0, "open": 9, "least": 2, "most": 6}
    book = {"office": [office], "work": {"check": 50.0, "decide": 25.0}}
    assert read(book).piles == (Pile("a", 4, 30.0, 9, 2, 6),)


def test_an_office_has_as_many_people_as_it_may_have():
    with pytest.raises(ValueError, match="between"):
        Pile("a", 9, 30.0, 9, 2, 6)


@given(st.lists(st.floats(1, 50), min_size=1, max_size=8))
def test_whole_people_are_as_many_as_the_parts(parts: list[float]):
    people = np.array(parts) * round(sum(parts)) / sum(parts)
    found = whole(people)
    assert sum(found) == round(sum(parts))
    assert all(abs(many - part) < 1 for many, part in zip(found, people, strict=True))


def team(*changes: tuple[int, int]) -> Backlog:
    return Backlog(
        stages=(Stage("work", "desk", Exponential(60.0)),),
        classes=(CaseClass("a", "work", 10.0, (0.0,) * 7),),
        teams=(Team("desk", 1, changes=changes),),
        open=tuple(OpenCase("a", "work", 1.0) for _ in range(120)),
    )


def test_more_people_from_a_day_on_finish_more_from_that_day_on():
    alone, helped = (one_future(each, 20, seed=1, number=0) for each in (team(), team((5, 3))))
    before = alone.done < 5
    assert np.allclose(alone.done[before], helped.done[before])
    assert (helped.done < 14).sum() > 1.3 * (alone.done < 14).sum()


def test_whoever_leaves_finishes_what_was_begun():
    gone = one_future(team((2, 0)), 20, seed=1, number=0)
    assert 0 < (gone.done < 3).sum() < 120
    assert not ((gone.done > 4) & (gone.done <= 20)).any()


def test_people_who_come_after_all_were_gone_go_on():
    back = one_future(team((1, 0), (10, 4)), 60, seed=1, number=0)
    assert (back.done > 10).any()
    assert (back.done <= 60).all()


def test_changes_lie_one_after_the_other():
    with pytest.raises(ValueError, match="one after the other"):
        team((5, 3), (2, 1))


def test_a_change_on_the_first_day_is_none():
    with pytest.raises(ValueError, match="after day 0"):
        replace(team().teams[0], changes=((0, 3),))
