"""The page on which an office's rule of calling is read, tried out, saved, ended and taken back."""

import re

import pytest
from django.test import Client

from anlauf.core import clock
from anlauf.core.models import JournalEntry
from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor import commands, queries
from anlauf.floor.models import DispatchRule
from anlauf.floor.values import DispatchRuleSaid
from anlauf.people.roles import Role
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK, House

pytestmark = pytest.mark.django_db

NOON = "13:00"


@pytest.fixture(autouse=True)
def noon():
    before = clock.use(clock.StoppedClock(make.moment(NOON)))
    yield
    clock.use(before)


@pytest.fixture
def house() -> House:
    """A morning on which six people were served, one of them with an appointment."""
    house = make_floor.house()
    session = make_floor.clerk(house, clock="08:05")
    for number in range(5):
        make_floor.ticket(house, f"08:0{number}")
    make_floor.arrived(house, "08:40", came="08:30")
    for number in range(6):
        begins, ends = 5 + 9 * number, 13 + 9 * number
        make_floor.served(house, session, since=f"08:{begins:02d}", until=f"08:{ends - 1:02d}")
    return house


@pytest.fixture
def manager(house: House, client: Client) -> Client:
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=house.office))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def address(house: House, more: str = "") -> str:
    return f"/office/{house.office.key}/calling/{more}"


def typed(**more: str | list[str]) -> dict[str, str | list[str]]:
    return {
        "early_minutes": "10",
        "tolerance_minutes": "15",
        "longest_wait_minutes": "60",
        "urgent_minutes": "15",
        "keep_minutes": "10",
        "small_minutes": "5",
        "tickets_before_minutes": "30",
        "more_time_percent": "50",
        "valid_from": make.later(1).isoformat(),
        "valid_to": "",
        "day": make.DAY.isoformat(),
    } | more


def sent(client: Client, house: House, status: int = 200, **more: str | list[str]) -> str:
    answer = client.post(address(house), typed(**more), follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_rule_is_told_in_sentences(manager, house):
    page = text(manager.get(address(house)).content.decode())
    assert "Nothing is written down, so the usual figures hold." in page
    assert "Appointments come first, from 10 minutes before their time on." in page


def test_what_is_sent_is_tried_on_a_stored_day_and_not_saved(manager, house):
    page = text(sent(manager, house, early_minutes="0", pickup_desks=["1"]))
    assert "Nothing is saved yet." in page
    assert "With this rule" in page
    assert "Everybody 6" in page
    assert "Desk 1 takes small matters of up to 5 minutes first." in page
    assert not DispatchRule.objects.exists()


def test_a_rule_is_saved_for_a_day_that_comes_and_journalled(manager, house):
    page = text(sent(manager, house, early_minutes="3", save="1"))
    assert "The rule is saved." in page
    today, tomorrow = make.DAY, make.later(1)
    assert queries.dispatch_policy(house.office.pk, today).early_minutes == 10
    assert queries.dispatch_policy(house.office.pk, tomorrow).early_minutes == 3
    entry = JournalEntry.objects.get(verb="floor.dispatch_rule_set")
    assert entry.facts["after"]["early_minutes"] == 3


def test_a_change_is_taken_back_and_that_too(manager, house):
    sent(manager, house, early_minutes="3", save="1")
    manager.post(address(house, "undo/"))
    assert not DispatchRule.objects.exists()
    manager.post(address(house, "undo/"))
    assert DispatchRule.objects.get().early_minutes == 3


def test_without_a_change_there_is_nothing_to_take_back(manager, house):
    page = manager.post(address(house, "undo/"), follow=True).content.decode()
    assert "There is nothing to take back" in page


def test_a_rule_that_holds_ends_today_and_one_to_come_is_gone(manager, house):
    said = DispatchRuleSaid(DispatchPolicy(early_minutes=2))
    holds = commands.set_dispatch_rule(house.office.pk, said, by=CLERK, at=make.AT)
    sent(manager, house, early_minutes="3", save="1")
    comes = DispatchRule.objects.exclude(pk=holds.pk).get()
    for row in (holds, comes):
        manager.post(address(house, f"{row.pk}/end/"))
    assert DispatchRule.objects.get().valid_to == make.DAY


def test_a_rule_of_the_city_is_not_ended_here(manager, house):
    city = commands.set_dispatch_rule(None, DispatchRuleSaid(), by=CLERK, at=make.AT)
    manager.post(address(house, f"{city.pk}/end/"))
    assert DispatchRule.objects.get().valid_to is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"valid_from": "2020-01-01"}, "A rule can begin today at the earliest."),
        ({"early_minutes": "-1"}, "greater than or equal to 0"),
        ({"early_minutes": "many"}, "Enter a whole number."),
        ({"pickup_desks": ["99"]}, "99 is not one of the available choices"),
        ({"valid_to": "2020-01-01"}, "The rule would end before it begins."),
    ],
)
def test_what_cannot_hold_is_refused_in_words(manager, house, wrong, said):
    assert said in sent(manager, house, 422, save="1", **wrong)
    assert not DispatchRule.objects.exists()


def test_without_a_stored_day_the_page_says_so(client, house):
    other = make.office("altona")
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=other))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    answer = client.post("/office/altona/calling/", typed(day=""))
    assert "No day is stored here" in answer.content.decode()


def test_who_does_not_plan_sees_nothing_of_it(client, house):
    client.force_login(make.person(role=Role.CLERK, at=house.office))
    assert client.get(address(house)).status_code == 403


def test_the_day_replayed_by_its_own_rule_is_about_as_it_was(house):
    rule = queries.dispatch_policy(house.office.pk, make.DAY)
    found = queries.replayed(house.office.pk, make.DAY, rule, rule, at=make.moment(NOON))
    assert found.before == found.after
    assert found.really["all"].people == found.after["all"].people == 6
    assert found.after["all"].mean == pytest.approx(found.really["all"].mean, abs=6)
