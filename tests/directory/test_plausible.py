"""What is allowed but hardly meant is named, and the city is loaded all the same."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from anlauf.directory.imports import folder
from tests.directory import HAMBURG

Changed = Callable[[str, str, str], list[str]]


@pytest.fixture
def odd_after(tmp_path) -> Changed:
    """What is odd about Hamburg after one change, beyond what was odd before."""

    def change(file: str, before: str, after: str) -> list[str]:
        copy = tmp_path / "city"
        shutil.copytree(HAMBURG, copy)
        path: Path = copy / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        reading = folder.read(copy)
        assert reading.fatal == ()
        return [problem.sentence for problem in reading.odd]

    return change


def test_an_office_with_more_clerks_than_desks(odd_after):
    odd = odd_after("offices/residents.toml", "desks = 5", "desks = 1")
    assert "“hh-e-alstertal” expects more clerks than its 1 desks at 12:00." in odd


def test_clerks_who_come_when_nobody_opens(odd_after):
    odd = odd_after("staff.toml", 'hours = ["09:00-16:00"]', 'hours = ["20:00-21:00"]')
    assert "Clerks are expected at “hh-e-city” at 20:00–21:00, when it never opens." in odd


def test_an_offered_service_that_nobody_knows(odd_after):
    odd = odd_after("staff.toml", '"pick-up", "driving-licences"]', '"pick-up"]')
    assert any("“driving-licences” for “fuehrerschein_ersatz”" in each for each in odd)


def test_a_service_that_is_nowhere_to_be_had(odd_after):
    odd = odd_after("offices/state.toml", 'offers = ["blaue_karte"]', "offers = []")
    assert "No office offers “blaue_karte”, and it is not online." in odd


def test_a_service_for_districts_at_an_office_without_one(odd_after):
    odd = odd_after("offices/foreigners.toml", 'districts = ["altona"]', "districts = []")
    assert "“hh-a-altona” serves people of its districts, but names no district." in odd


def test_a_service_whose_skill_belongs_elsewhere(odd_after):
    odd = odd_after("services/passports.toml", 'skill = "documents"', 'skill = "titles"')
    assert "“reisepass” and its skill “titles” belong to different areas." in odd
