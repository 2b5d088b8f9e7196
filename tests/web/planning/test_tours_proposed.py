"""Where should the teams go: asked on the page, found in a process, made a draft of tours."""

from datetime import date, timedelta

import pytest

from anlauf.core import clock
from anlauf.directory.models import Quarter
from anlauf.engine.study import Crew
from anlauf.evaluation import commands, playing
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import ScenarioState
from anlauf.people.roles import Role
from anlauf.staffing.models import Tour
from anlauf.staffing.states import TourState
from tests import make

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
PAGE = "/tour-proposal/"
MONDAY = make.later(14)


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(playing, "crew", Crew)
    monkeypatch.setattr(playing, "BEAT", 3600.0)  # another connection does not see the test's rows
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def town():
    """An office in the middle, a team, and a mobile office in a village far from it."""
    middle = make.office("altona", desks=4)
    at(middle, 53.5)
    make.hours(middle, "08:00-16:00")
    make.offering(middle, minutes=10)
    make.pattern(middle, clerks=3)
    village = make.mobile("horn")
    at(village, 53.61)
    for key, latitude in (("centre", 53.501), ("village", 53.611)):
        Quarter.objects.create(
            key=key, name=key.title(), district=make.district(), latitude=latitude, longitude=10.0
        )
    return make.team("south", home=middle)


def at(office, latitude: float) -> None:
    office.place.latitude, office.place.longitude = latitude, 10.0
    office.place.save()


@pytest.fixture
def planner(client):
    client.force_login(make.person("planner", role=Role.PLANNER))
    return client


def page(planner) -> str:
    answer = planner.get(PAGE, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.content.decode())


def ask(planner, **said: object):
    usual = {"monday": MONDAY.isoformat(), "days": 2, "reach": 30, "unmet": 10}
    return planner.post(PAGE, usual | said, headers=ENGLISH)


def found(planner) -> Scenario:
    ask(planner)
    return playing.play_taken(make.sure(commands.take_scenario(at=make.AT)))


def test_a_proposal_is_asked_for_and_looked_for_in_the_background(planner, town):
    assert "Look for the best tours" in page(planner)
    assert ask(planner).status_code == 302
    assert Scenario.objects.get().state == ScenarioState.PLAYING
    assert "being looked for" in page(planner)


def test_the_proposal_goes_where_no_office_is_near(planner, town):
    row = found(planner)
    assert row.state == ScenarioState.PLAYED
    assert row.results["today"]["people"] == 0
    assert row.results["proposal"]["people"] > 0
    assert row.results["proposal"]["people"] <= row.results["proposal"]["bound"]
    assert row.results["areas"]["village"][2] > 0
    text = page(planner)
    assert "people more" in text
    assert "Horn" in text
    assert "Village" in text


def test_the_proposal_becomes_a_draft_of_tours_that_opens_nothing(planner, town):
    row = found(planner)
    answer = planner.post(f"{PAGE}draft/", follow=True, headers=ENGLISH)
    assert "planned" in answer.content.decode()
    dates = {date.fromisoformat(one["date"]) for one in row.results["visits"]}
    tours = Tour.objects.all()
    assert {tour.date for tour in tours} == dates
    assert {tour.state for tour in tours} == {TourState.PLANNED}
    assert all(MONDAY <= on < MONDAY + timedelta(days=14) for on in dates)


def test_a_day_that_has_a_tour_keeps_it(planner, town):
    found(planner)
    planner.post(f"{PAGE}draft/")
    again = planner.post(f"{PAGE}draft/", follow=True, headers=ENGLISH)
    assert "0 days are planned" in again.content.decode()


def test_todays_tours_are_measured_by_the_same_reckoning(planner, town):
    found(planner)
    planner.post(f"{PAGE}draft/")
    row = found(planner)
    assert row.results["today"] == {
        name: row.results["proposal"][name] for name in ("people", "within")
    }
    assert row.results["days"]["today"] == row.results["days"]["proposal"]


def test_two_weeks_begin_on_a_monday(planner, town):
    answer = ask(planner, monday=make.later(15).isoformat())
    assert answer.status_code == 422
    assert "Please choose a Monday" in answer.content.decode()


def test_without_mobile_offices_on_the_map_the_page_says_what_is_missing(planner, town):
    Quarter.objects.all().delete()
    assert found(planner).results == {}
    assert "Nothing was found" in page(planner)


def test_without_a_team_there_is_nothing_to_ask(planner):
    make.city()
    assert "no team of yours" in page(planner)


def test_only_planners_ask(client, town):
    client.force_login(make.person("clerk", role=Role.CLERK, at=make.office("nord")))
    assert client.post(PAGE).status_code == 403
