"""What a plan was made for, and how good forecasts are, as planners see it."""

from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.forecasts import commands, nightly
from anlauf.forecasts.values import Error
from anlauf.people.roles import Role
from anlauf.staffing.commands import rosters
from tests import make
from tests.forecasts.test_nightly import counts

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
MONDAY = make.later(7)


@pytest.fixture(autouse=True)
def early():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def office():
    made = make.office("altona", desks=4)
    make.hours(made, "08:00-16:00")
    make.offering(made, minutes=10)
    return made


@pytest.fixture
def planner(client):
    client.force_login(make.person("planner", role=Role.PLANNER))
    return client


@pytest.fixture
def plan(office):
    begun = rosters.Begun("December", MONDAY, 1, [office.pk])
    row = rosters.begin(begun, by=SYSTEM, at=make.AT)
    row.needs = [
        {
            "office": office.pk,
            "date": MONDAY.isoformat(),
            "skills": ["residents"],
            "clerks": {"16": 3, "17": 2},
        }
    ]
    row.save()
    return row


def test_without_a_forecast_the_page_says_that_the_season_holds(planner, office, plan):
    page = planner.get(f"/plans/{plan.pk}/expected/altona/", headers=ENGLISH).content.decode()
    assert "pattern of the season" in page
    assert "2.5" in page


def test_the_forecast_stands_with_its_band_beside_the_clerks(planner, office, plan, monkeypatch):
    monkeypatch.setattr(nightly, "PATHS", 20)
    commands.load_counts(counts(office), by=SYSTEM, at=make.AT)
    nightly.refit(make.DAY, by=SYSTEM, at=make.AT)
    address = f"/plans/{plan.pk}/expected/altona/?day={MONDAY.isoformat()}"
    page = planner.get(address, headers=ENGLISH).content.decode()
    assert "Eight days in ten" in page
    assert "outlook-picture__band" in page
    assert "Clerks needed" in page

    held = planner.get("/plans/forecasts/", headers=ENGLISH).content.decode()
    assert "People who come" in held
    assert "All models fit" in held


def test_an_office_outside_the_plan_is_unknown(planner, office, plan):
    make.office("nord")
    assert planner.get(f"/plans/{plan.pk}/expected/nord/").status_code == 404


def test_a_model_that_drifts_is_named(planner, office):
    day = make.later(-60)
    for number in range(60):
        came = 100.0 + number % 7 if number < 40 else 180.0 + 5 * number
        error = {"people": Error(100.0, came, round(came))}
        on = day + timedelta(number)
        commands.note_night(on, error, ["people"] if number > 50 else [], by=SYSTEM, at=make.AT)
    page = planner.get("/plans/forecasts/", headers=ENGLISH).content.decode()
    assert "A model no longer fits" in page
    assert "People who come" in page


def test_before_the_first_night_the_page_says_when_it_will_be_filled(planner, office):
    page = planner.get("/plans/forecasts/", headers=ENGLISH).content.decode()
    assert "No day has been looked at yet" in page


@pytest.mark.parametrize("address", ["/plans/forecasts/", "/plans/1/expected/altona/"])
def test_only_planners_see_it(client, address, office):
    client.force_login(make.person("clerk", role=Role.CLERK, at=office))
    assert client.get(address).status_code in {302, 403, 404}


def test_drafts_of_the_same_weeks_stand_side_by_side(planner, office, plan):
    other = rosters.begin(rosters.Begun("Other", MONDAY, 1, [office.pk]), by=SYSTEM, at=make.AT)
    later = rosters.begin(
        rosters.Begun("Later", MONDAY + timedelta(7), 1, [office.pk]), by=SYSTEM, at=make.AT
    )
    address = f"/plans/compare/?plan={plan.pk}&plan={other.pk}&plan={later.pk}&plan=x"
    page = planner.get(address, headers=ENGLISH).content.decode()
    assert "Hours missing" in page
    assert page.count("roster-compare__bar") == 16
    assert "left out" in page


def test_comparing_nothing_asks_which_plans(planner, office):
    page = planner.get("/plans/compare/", headers=ENGLISH).content.decode()
    assert "no plan yet" in page
