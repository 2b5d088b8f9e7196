"""Scenarios: begun, changed, played in a process of their own, stopped and gone on with."""

from datetime import timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.engine.study import Crew
from anlauf.evaluation import commands, playing, queries
from anlauf.evaluation.models import Scenario, StudyPiece
from anlauf.evaluation.states import ScenarioState
from tests import make

pytestmark = pytest.mark.django_db
MORE = {"change": "demand", "percent": 20, "kind": "", "place": ""}


@pytest.fixture
def city():
    office = make.office("altona", desks=4)
    make.hours(office, "08:00-16:00")
    make.offering(office, minutes=15)
    make.pattern(office, clerks=3)
    return office


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(playing, "crew", Crew)
    monkeypatch.setattr(playing, "BEAT", 3600.0)  # another connection does not see the test's rows


def begun(*changes: dict[str, object]) -> Scenario:
    row = commands.begin_scenario("More", changes or (MORE,), by=SYSTEM, at=make.AT)
    Scenario.objects.filter(pk=row.pk).update(replications=10)
    return row


def played(row: Scenario) -> Scenario:
    commands.ask_to_play(row.key, by=SYSTEM, at=make.AT)
    return playing.play_taken(make.sure(commands.take_scenario(at=make.AT)))


def test_todays_city_is_what_its_rows_say(city):
    town = queries.city_today(at=make.AT)
    (place,) = town.places
    assert place.key == "altona"
    assert place.staff_minutes == 5 * 3 * 480
    work = sum((wish.booked + wish.walk_ins) * 15 for wish in place.wishes)
    assert work == pytest.approx(0.87 * place.staff_minutes, rel=0.01)


def test_a_scenario_is_played_beside_today(city):
    row = played(begun())
    assert row.state == ScenarioState.PLAYED
    assert row.results["replications"] == 10
    assert row.results["figures"]["lead"]["change"][0] > 0
    assert "wait/altona" in row.results["figures"]


def test_what_is_finished_is_not_played_again(city, monkeypatch):
    first = played(begun())
    pieces = StudyPiece.objects.count()
    again = played(first)
    assert StudyPiece.objects.count() == pieces == 4
    assert again.results == first.results


def test_a_killed_process_is_replaced_and_its_news_count_no_more(city):
    row = begun()
    commands.ask_to_play(row.key, by=SYSTEM, at=make.AT)
    old = make.sure(commands.take_scenario(at=make.AT))
    assert commands.take_scenario(at=make.AT) is None
    late = make.AT + commands.SILENCE + timedelta(seconds=1)
    new = make.sure(commands.take_scenario(at=late))
    assert not commands.still_played(row.pk, old.turn, 1, 4, at=late)
    assert not commands.keep_city(row.pk, old.turn, {})
    assert commands.still_played(row.pk, new.turn, 1, 4, at=late)


def test_stopping_is_heard_and_playing_goes_on_later(city):
    row = begun()
    commands.ask_to_play(row.key, by=SYSTEM, at=make.AT)
    taken = make.sure(commands.take_scenario(at=make.AT))
    commands.ask_to_stop_playing(row.key, by=SYSTEM, at=make.AT)
    assert not commands.still_played(row.pk, taken.turn, 0, 4, at=make.AT)
    stopped = commands.finish_scenario(row.pk, taken.turn, {}, at=make.AT)
    assert stopped.state == ScenarioState.STOPPED
    assert played(stopped).state == ScenarioState.PLAYED


def test_the_best_hours_are_looked_for_and_become_changes(city):
    row = played(begun({"change": "best_hours", "place": "altona"}))
    assert row.state == ScenarioState.PLAYED
    assert all(one["change"] == "hours" for one in row.changes)


def test_a_scenario_without_changes_is_not_played():
    row = commands.begin_scenario("Nothing", by=SYSTEM, at=make.AT)
    with pytest.raises(commands.NothingChanged):
        commands.ask_to_play(row.key, by=SYSTEM, at=make.AT)


def test_a_change_takes_the_results_away_and_a_copy_keeps_the_changes(city):
    row = played(begun())
    changed = commands.add_change(row.key, MORE, by=SYSTEM, at=make.AT)
    assert (changed.state, changed.results) == (ScenarioState.DRAFT, {})
    copy = commands.copy_scenario(row.key, "Copy", by=SYSTEM, at=make.AT)
    assert copy.changes == changed.changes
    assert copy.key != row.key


def test_while_it_is_played_nothing_is_changed():
    row = begun()
    commands.ask_to_play(row.key, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.IsBeingPlayed):
        commands.drop_change(row.key, 0, by=SYSTEM, at=make.AT)


def test_whatever_is_removed_can_be_restored():
    row = begun()
    commands.remove_scenario(row.key, by=SYSTEM, at=make.AT)
    assert queries.scenarios() == []
    commands.restore_scenario(row.key, by=SYSTEM, at=make.AT)
    assert [one.key for one in queries.scenarios()] == [row.key]


def test_every_step_stands_in_the_journal():
    row = begun()
    commands.name_scenario(row.key, "Other", by=SYSTEM, at=make.AT)
    commands.drop_change(row.key, 0, by=SYSTEM, at=make.AT)
    verbs = set(JournalEntry.objects.values_list("verb", flat=True))
    assert {
        "evaluation.scenario_begun",
        "evaluation.scenario_named",
        "evaluation.scenario_changed",
    } <= verbs
