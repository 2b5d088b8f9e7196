"""The page on which the city's figures are read, tried out, saved, given up and taken back."""

import re

import pytest
from django.test import Client

from anlauf.booking.models import PolicyRule
from anlauf.booking.snapshots import policies
from anlauf.core import clock
from anlauf.people.roles import Role
from anlauf.web.planning import policies_words
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "/city/figures/"
TOMORROW = make.later(1).isoformat()


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def planner(client: Client) -> Client:
    make.office_day(make.office("altona"), supply=[2] * 24)
    client.force_login(make.person(role=Role.PLANNER))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, **typed: str) -> tuple[int, str]:
    """Fill in the form as it stands and send it, followed to the page after."""
    base = re.search(r'name="base" value="([^"]*)"', page(client))
    answer = client.post(
        ADDRESS, {"base": base and base[1], "since": TOMORROW} | typed, follow=True
    )
    return answer.status_code, answer.content.decode()


def test_every_figure_that_a_row_may_name_has_words():
    assert set(policies_words.FIGURES) == policies.FIGURES


def test_what_holds_today_stands_on_the_page(planner):
    shown = page(planner)
    assert "Times can be booked this far ahead" in shown
    assert "60 days" in shown
    assert "The figures of today hold until somebody writes others." in shown


def test_new_figures_are_shown_before_they_are_saved(planner):
    status, shown = sent(planner, horizon_days="65", until=make.later(3).isoformat())
    assert status == 200
    assert "Nothing is saved yet." in shown
    assert "65 days</strong>" in shown
    assert "that morning up to" in shown
    assert shown.count("From ") >= 2  # and back again
    assert not PolicyRule.objects.exists()


def test_saved_figures_come_tomorrow_and_can_be_taken_back(planner):
    _status, shown = sent(planner, hold_minutes="15", save="1")
    assert "The figures are saved." in shown
    assert "15 minutes</strong>" in shown
    assert PolicyRule.objects.get().figures == {"hold_minutes": 15}

    shown = planner.post(f"{ADDRESS}undo/", follow=True).content.decode()
    assert "What was written before holds again." in shown
    assert not PolicyRule.objects.exists()


def test_figures_to_come_are_changed_and_given_up(planner):
    sent(planner, hold_minutes="15", save="1")
    number = PolicyRule.objects.get().pk
    shown = page(planner, f"{ADDRESS}?policy={number}")
    assert 'value="15"' in shown

    shown = planner.post(f"{ADDRESS}{number}/remove/", follow=True).content.decode()
    assert "These figures are given up." in shown
    assert not PolicyRule.objects.exists()
    shown = planner.post(f"{ADDRESS}{number}/remove/", follow=True).content.decode()
    assert "These figures do not exist, or no longer." in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"since": make.DAY.isoformat()}, "Please choose a later first day."),
        ({"until": make.DAY.isoformat()}, "The policy would end before it begins."),
        ({"since": ""}, "Please check what you entered"),
        ({"since": "9999-12-31"}, "Please choose a year from 2000 to 2199."),
        ({"hold_minutes": "0"}, "Please check what you entered"),
        ({"hold_minutes": "soon"}, "Please check what you entered"),
        ({"horizon_days": "99999999999999999999"}, "Please check what you entered"),
        ({"return_least_minutes": "200"}, "must not be more than"),
    ],
)
def test_what_cannot_be_meant_is_said_beside_its_field(planner, typed, said):
    status, shown = sent(planner, **typed, save="1")
    assert status == 422
    assert said in shown
    assert not PolicyRule.objects.exists()


def test_whoever_was_slower_sees_what_the_quicker_one_wrote(planner):
    page(planner)
    answer = planner.post(ADDRESS, {"base": "old", "since": TOMORROW, "save": "1"})
    assert "Somebody else has changed this meanwhile." in answer.content.decode()
    assert not PolicyRule.objects.exists()


def test_an_office_manager_does_not_decide_for_the_city(planner, client):
    office = make.office("harburg")
    client.force_login(make.person("manager", role=Role.OFFICE_MANAGER, at=office))
    assert client.get(ADDRESS).status_code == 403
