"""Scenarios meet the same luck, intervals hold, and nothing depends on who plays."""

from dataclasses import replace

import numpy as np
import pytest

from anlauf.engine.backlog import Backlog, CaseClass, Stage, Team, with_people
from anlauf.engine.book import Kind, Policy, Weeks
from anlauf.engine.intervals import difference
from anlauf.engine.release import Opening, Release, Tranche
from anlauf.engine.simulate import Exponential, compare, simulate
from anlauf.engine.study import (
    Booking,
    Casework,
    Crew,
    Draws,
    Enough,
    Folder,
    Memory,
    Scenario,
    Stop,
    Study,
    TooSoon,
    booking,
    casework,
    fingerprint,
    office_day,
    run,
)
from bench import counters
from tests.engine.study.plays import Coin, forgetful, refusing, toss

LUCK = Draws(1, 0, 5)
TWO = Study(toss, (Scenario("one", Coin(1.0)), Scenario("two", Coin(2.0))), seed=3, each=25)


def bytes_of(found):
    return [(part.names, part.above.tobytes(), part.below.tobytes()) for part in found.found]


def test_a_change_is_known_far_better_than_the_figures():
    found = run(TWO, stop=Stop(600))
    assert found.replications == 500
    assert found.change("one", "two", "number").value == pytest.approx(1.0)
    assert found.change("one", "two", "number").half_width < 1e-9
    assert found.ci("one", "number").half_width > 0.5


def test_intervals_of_a_change_hold_the_truth_as_often_as_they_say():
    """Ratios of two sums, whose luck is shared only in part."""
    dice = np.random.default_rng(4)
    held = []
    for _ in range(400):
        people = dice.poisson(50, 40).astype(float)
        shared = dice.normal(0, 20, 40)
        before = (people * 3 + shared + dice.normal(0, 10, 40), people)
        after = (people * 2.5 + shared + dice.normal(0, 10, 40), people)
        each = difference(before, after, 0.8)
        held.append(each.low <= -0.5 <= each.high)
    assert 0.75 < np.mean(held) < 0.85


def test_figures_are_equal_bit_by_bit_on_any_number_of_workers():
    alone = run(TWO, stop=Stop(600))
    several = run(TWO, stop=Stop(600), crew=Crew(workers=3))
    assert bytes_of(alone) == bytes_of(several)


def test_what_is_kept_is_not_played_again(tmp_path):
    store = Folder(tmp_path / "kept")
    first = run(replace(TWO, pieces=3), stop=Stop(600), store=store)
    names = {file.name for file in store.path.iterdir()}
    assert len(names) == 6
    times = {file.name: file.stat().st_mtime_ns for file in store.path.iterdir()}
    again = run(TWO, stop=Stop(600), store=store)
    assert len(list(store.path.iterdir())) == 40
    assert all((store.path / name).stat().st_mtime_ns == times[name] for name in names)
    assert bytes_of(again) == bytes_of(run(TWO, stop=Stop(600)))
    assert again.found[0].above[:75].tobytes() == first.found[0].above.tobytes()


def test_other_inputs_seeds_and_sizes_have_pieces_of_their_own():
    store = Memory()
    run(replace(TWO, pieces=1), stop=Stop(600), store=store)
    for other in (
        replace(TWO, pieces=1, seed=4),
        replace(TWO, pieces=1, each=26),
        replace(TWO, pieces=1, scenarios=(Scenario("a", Coin(5.0)), Scenario("b", Coin(6.0)))),
    ):
        before = len(store.pieces)
        run(other, stop=Stop(600), store=store)
        assert len(store.pieces) == before + 2


def test_a_name_is_no_input():
    store = Memory()
    run(TWO, stop=Stop(600), store=store)
    renamed = (Scenario("first", Coin(1.0)), Scenario("second", Coin(2.0)))
    run(replace(TWO, scenarios=renamed), stop=Stop(600), store=store)
    assert len(store.pieces) == 40


def test_it_goes_on_until_the_change_is_known_well_enough():
    scenarios = (Scenario("one", Coin(1.0)),)
    wanted = replace(TWO, scenarios=scenarios, pieces=400, enough=Enough("number", 1.5))
    found = run(wanted, stop=Stop(600))
    assert found.ci("one", "number").half_width <= 1.5
    assert 100 <= found.replications < 400
    assert found.complete
    assert bytes_of(found) == bytes_of(run(wanted, stop=Stop(600), crew=Crew(workers=2)))


def test_progress_is_told_and_work_can_be_stopped():
    heard: list[tuple[int, int]] = []
    done = Stop(when=lambda: len(heard) >= 7)
    found = run(TWO, stop=done, progress=lambda done, of: heard.append((done, of)))
    assert heard[:2] == [(1, 40), (2, 40)]
    assert not found.complete
    assert found.replications == 75
    assert found.change("one", "two", "number").value == pytest.approx(1.0)


def test_stopped_at_once_there_is_nothing_to_tell():
    with pytest.raises(TooSoon, match="more time"):
        run(TWO, stop=Stop(when=lambda: True))


def test_a_study_of_days_tells_what_two_simulations_tell():
    day, more = counters.city_day(), counters.city_day(13)
    study = Study(office_day, (Scenario("12", day), Scenario("13", more)), 5, pieces=3, each=40)
    found = run(study, stop=Stop(600))
    exact = compare(simulate(day, 120, seed=5), simulate(more, 120, seed=5), "wait/walk-in")
    assert found.change("12", "13", "wait/walk-in") == exact


def test_a_study_of_casework_tells_what_a_clerk_more_brings():
    backlog = Backlog(
        stages=(Stage("check", "office", Exponential(60.0)),),
        classes=(CaseClass("permit", "check", 14.0, (11.0,) * 5 + (0.0, 0.0)),),
        teams=(Team("office", 2),),
    )
    scenarios = tuple(
        Scenario(f"{people}", Casework(with_people(backlog, "office", people), 90, (30, 90)))
        for people in (2, 3)
    )
    found = run(Study(casework, scenarios, 1, pieces=4, each=10), stop=Stop(600))
    assert found.change("2", "3", "open/90").high < 0
    assert 0 <= found.ci("3", "in_time/permit").value <= 1


def test_a_study_of_booking_tells_what_a_rule_changes():
    weeks = Weeks((Kind("passport", "online", 70.0, latest=30),), (60,) * 5 + (0, 0), 14, 30)
    rules = [Release((Tranche("all", 100, (Opening("online", ahead),)),)) for ahead in (1, 28)]
    near, far = (Scenario(f"{n}", Booking(weeks, Policy(rule))) for n, rule in enumerate(rules))
    found = run(Study(booking, (near, far), 1, pieces=3, each=3), stop=Stop(600))
    assert found.change("0", "1", "lead/passport").low > 5
    assert "refused/passport" in found.figures


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: replace(TWO, scenarios=()), "Maybe take two"),
        (lambda: replace(TWO, scenarios=TWO.scenarios * 2), "copied"),
        (lambda: replace(TWO, pieces=0), "0 pieces"),
        (lambda: replace(TWO, each=0), "0 replications"),
        (lambda: replace(TWO, verb=lambda coin, _draws: toss(coin, LUCK)), "top of a module"),
        (lambda: Enough("number", 0.0), "never reached"),
        (lambda: Enough("number", 1.0, 95), "per cent"),
        (lambda: Crew(workers=0), "leave it out"),
        (lambda: Crew(cluster="somewhere"), "Maybe tcp://somewhere:8786"),
        (lambda: run(TWO, stop=Stop(600)).ci("three", "number"), "Known are: one, two"),
        (lambda: run(TWO, stop=Stop(600)).ci("one", "numbr"), "Known are: number, share"),
        (lambda: run(replace(TWO, verb=forgetful), stop=Stop(600)), "forgets some"),
        (lambda: run(replace(TWO, verb=refusing), stop=Stop(600)), "Maybe 1"),
        (lambda: run(replace(TWO, verb=refusing), stop=Stop(600), crew=Crew(2)), "Maybe 1"),
        (lambda: fingerprint(object()), "frozen dataclass"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(wrong, hint):
    with pytest.raises(ValueError, match=hint):
        wrong()
