"""The page of figures for cases: looked at first, then saved; given up before they begin."""

import pytest

from anlauf.cases.models import FigureRule
from anlauf.core import clock
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
PAGE = "/city/figures/cases/"


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def planner(client):
    make.city()
    client.force_login(make.person(role=Role.PLANNER))
    return client


def test_figures_are_looked_at_saved_and_given_up(planner):
    said = {"since": make.later(1).isoformat(), "until": "", "most_codes": "5"}
    looked = planner.post(PAGE, said).content.decode()
    assert "Nothing is saved yet." in looked
    assert "instead of 3" in looked
    assert not FigureRule.objects.exists()
    assert planner.post(PAGE, said | {"save": "1"}).status_code == 302
    row = FigureRule.objects.get()
    assert row.figures == {"most_codes": 5}
    assert "instead of 3" in planner.get(PAGE).content.decode()
    planner.post(f"{PAGE}{row.pk}/remove/")
    assert not FigureRule.objects.exists()
    assert "were given up" in planner.get(PAGE).content.decode()


def test_what_cannot_be_is_said_beside_the_form(planner):
    said = {"since": make.DAY.isoformat(), "until": "", "most_codes": "5"}
    answer = planner.post(PAGE, said | {"save": "1"})
    assert answer.status_code == 422
    assert "tomorrow at the earliest" in answer.content.decode()


def test_only_planners_of_the_whole_city_write_them(client):
    make.city()
    client.force_login(make.person(role=Role.CASE_LEAD, at=make.office()))
    assert client.get(PAGE).status_code == 403


def test_everybody_reads_the_order_with_the_figures_of_today(client):
    make.city()
    page = client.get("/apply/order/", headers={"Accept-Language": "en"}).content.decode()
    assert "14 days before your residence permit ends" in page
    assert "7 days earlier" in page
