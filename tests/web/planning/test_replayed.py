"""What the loop would change: the page before, while and after a past city is played."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.evaluation import commands
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import Asks, ScenarioState
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
PAGE = "/what-the-loop-would-change/"
WORDS = {"en": "Residents in spring", "de": "Einwohner im Frühling"}
BOOK = {
    "title": WORDS,
    "caution": {"en": "Order is invented.", "de": "Die Reihenfolge ist erfunden."},
    "mean_lead": 8.68,
    "least_lead": 2.66,
    "most_lead": 16.46,
    "office": [{"id": "altona"}],
    "choice": [
        {
            "what": {"en": "A place takes", "de": "Ein Platz dauert"},
            "value": {"en": "15 minutes", "de": "15 Minuten"},
            "from": "published",
            "source": "https://example.org/minutes",
        }
    ],
}
FIGURE = {
    "today": [8.0, 7.0, 9.0],
    "then": [6.0, 5.5, 6.5],
    "change": [-2.0, -2.5, -1.5],
    "part": [-0.25, -0.3, -0.2],
}
NAMES = ("lead", "late_lead", "spread", "late", "spring", "spring/altona", "lead/altona")
RESULTS = {
    "complete": True,
    "replications": 20,
    "seed": 7,
    "code": "abc123",
    "inputs": "def456",
    "figures": dict.fromkeys(NAMES, FIGURE)
    | {"served": FIGURE | {"change": [1.0, -4.0, 6.0], "part": None}},
}


@pytest.fixture
def planner(client):
    make.office("altona", short="Altona")
    client.force_login(make.person("planner", role=Role.STEERING))
    return client


@pytest.fixture
def row():
    return commands.describe_past(Asks.LEADS, BOOK, by=SYSTEM, at=make.AT)


def text(response) -> str:
    return str(response.content.decode())


def finish(row: Scenario) -> None:
    row.state, row.results, row.played_at = ScenarioState.PLAYED, RESULTS, make.AT
    row.save()


def test_without_a_described_city_the_page_says_how_to_get_one(planner):
    assert "No past city is described" in text(planner.get(PAGE, headers=ENGLISH))


def test_before_it_is_played_it_offers_that_and_shows_what_is_known(planner, row):
    page = text(planner.get(PAGE, headers=ENGLISH))
    assert "It has not been played yet" in page
    assert "15 minutes" in page
    assert 'href="https://example.org/minutes"' in page


def test_playing_is_asked_for_and_stopped(planner, row):
    planner.post(f"{PAGE}leads/play/")
    row.refresh_from_db()
    assert row.state == ScenarioState.PLAYING
    assert "It begins in a moment" in text(planner.get(f"{PAGE}leads/now/", headers=ENGLISH))
    planner.post(f"{PAGE}leads/stop/")
    row.refresh_from_db()
    assert row.stopping


def test_when_it_is_over_the_page_is_loaded_anew(planner, row):
    finish(row)
    assert planner.get(f"{PAGE}leads/now/").headers["HX-Refresh"] == "true"


def test_it_says_what_is_better_and_what_is_no_clear_change(planner, row):
    finish(row)
    page = text(planner.get(PAGE, headers=ENGLISH))
    assert "Better, by more than chance: Mean lead time of appointments" in page
    assert "No clear change: Come to their appointment in a year." in page
    assert "Order is invented." in page
    assert "offices between 2.7 days and 16.5 days" in page
    assert "code abc123" in page


def test_each_office_is_drawn_and_told(planner, row):
    finish(row)
    page = text(planner.get(f"{PAGE}?leads=lead", headers=ENGLISH))
    assert page.count("Altona") >= 2
    assert "<svg" in page
    assert "−25.0 % (−30.0 % to −20.0 %)" in page


def test_it_can_be_taken_along_as_a_paper(planner, row):
    finish(row)
    paper = planner.get(f"{PAGE}paper/")
    assert paper.content.startswith(b"%PDF")


def test_whoever_may_not_try_out_sees_nothing(client, row):
    client.force_login(make.person("clerk", at=make.office("harburg")))
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}leads/play/").status_code == 403


def test_what_is_not_known_is_not_found(planner, row):
    assert planner.post(f"{PAGE}changes/play/").status_code == 404
    assert planner.post(f"{PAGE}leads/burn/").status_code == 404
    assert planner.get(f"{PAGE}files/now/").status_code == 404
