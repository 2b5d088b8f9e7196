"""A past city: described, played by two plans in a process of its own, described anew."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Unknown
from anlauf.demo.replayed import FOREIGNERS, RESIDENTS
from anlauf.engine.study import Crew
from anlauf.evaluation import commands, playing, queries
from anlauf.evaluation.models import Scenario, StudyPiece
from anlauf.evaluation.states import Asks, ScenarioState
from tests import make

pytestmark = pytest.mark.django_db
WORDS = {"en": "Small", "de": "Klein"}
FILES = {
    "title": WORDS,
    "caution": WORDS,
    "choice": [],
    "open_known": 90,
    "decided_known": 2000,
    "work": {"check": 50.0, "decide": 25.0, "days": 84, "counted": 28},
    "office": [
        {"id": "full", "people": 4, "weekly": 90.0, "open": 80, "least": 2, "most": 8},
        {"id": "empty", "people": 6, "weekly": 40.0, "open": 10, "least": 2, "most": 8},
    ],
}


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(playing, "crew", Crew)
    monkeypatch.setattr(playing, "BEAT", 3600.0)  # another connection does not see the test's rows


def described(book=FILES) -> Scenario:
    row = commands.describe_past(Asks.FILES, book, by=SYSTEM, at=make.AT)
    Scenario.objects.filter(pk=row.pk).update(replications=3)
    return row


def played() -> Scenario:
    commands.ask_to_play(make.sure(queries.replay(Asks.FILES)).key, by=SYSTEM, at=make.AT)
    return playing.play_taken(make.sure(commands.take_scenario(at=make.AT)))


def test_a_past_city_is_played_by_both_plans():
    described()
    row = played()
    assert row.state == ScenarioState.PLAYED
    assert row.results["replications"] == 3
    days = row.results["figures"]["days"]
    assert days["today"][0] > days["then"][0]
    assert days["part"][0] < 0
    assert "open/full" in row.results["figures"]


def test_seed_and_code_stand_beside_and_the_same_again_says_the_same():
    described()
    first = played().results
    pieces = StudyPiece.objects.count()
    assert pieces == 6
    assert {"seed", "code", "inputs"} <= set(first)
    assert played().results == first
    assert StudyPiece.objects.count() == pieces


def test_described_as_before_it_keeps_what_was_found():
    described()
    found = played().results
    assert described().results == found


def test_described_anew_it_has_to_be_played_again():
    described()
    played()
    row = described(FILES | {"open_known": 100})
    assert (row.state, row.results) == (ScenarioState.DRAFT, {})
    assert Scenario.objects.count() == 1


def test_while_it_is_played_it_stays_as_it_is():
    described()
    commands.ask_to_play(make.sure(queries.replay(Asks.FILES)).key, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.IsBeingPlayed):
        described(FILES | {"open_known": 100})


def test_past_cities_are_not_on_the_list_of_scenarios():
    row = described()
    assert queries.scenarios() == []
    with pytest.raises(Unknown):
        queries.scenario(row.key)


def test_dates_are_kept_as_text():
    row = described(FILES | {"spring": [date(2023, 2, 1), date(2023, 4, 1)]})
    row.refresh_from_db()
    assert make.sure(row.city)["spring"] == ["2023-02-01", "2023-04-01"]


def test_the_journal_says_who_described_it():
    described()
    assert JournalEntry.objects.filter(verb="evaluation.past_described").count() == 1


@pytest.mark.parametrize(("path", "asks"), [(RESIDENTS, Asks.LEADS), (FOREIGNERS, Asks.FILES)])
def test_the_command_loads_the_files_of_the_demo(path, asks):
    call_command("describe_past", str(path), "--asks", asks, stdout=StringIO())
    assert make.sure(queries.replay(asks)).city


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    file = tmp_path / "city.toml"
    file.write_text("first = 2021-07-05\n", "utf-8")
    with pytest.raises(CommandError, match="does not describe"):
        call_command("describe_past", str(file))
    assert queries.replay(Asks.LEADS) is None


def test_old_pieces_go_and_what_they_added_up_to_stays():
    described()
    found = played().results
    assert commands.forget_pieces(at=make.AT) == 0
    late = clock.now() + timedelta(days=31)
    assert commands.forget_pieces(at=late) == 6
    assert make.sure(queries.replay(Asks.FILES)).results == found
    assert played().results == found
