"""The page on which an office's rule of arrival is read, weighed, saved, ended and taken back."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from anlauf.booking.values import WalkIn
from anlauf.core import clock
from anlauf.core.actors import CITIZEN, DEVICE, SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.floor import commands, queries
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid, Join
from anlauf.floor.models import ArrivalRule, Visit
from anlauf.people.roles import Role
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import House

pytestmark = pytest.mark.django_db

OPEN = ArrivalPolicy(joins=True, door_code=True)
SWITCHES = {"joins": "on", "presence": "on", "door_code": "on"}


@pytest.fixture(autouse=True)
def half_past_nine():
    before = clock.use(clock.StoppedClock(make.moment("09:30")))
    yield
    clock.use(before)


@pytest.fixture
def house() -> House:
    return make_floor.house()


@pytest.fixture
def manager(house: House, client: Client) -> Client:
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=house.office))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def allow(office: int | None = None) -> ArrivalRule:
    return commands.set_arrival_rule(office, ArrivalRuleSaid(OPEN), by=SYSTEM, at=make.AT)


def join(house: House, at: str) -> Visit:
    wish = Join(WalkIn(house.office.pk, house.line), 5)
    return commands.join(wish, request_key=uuid4(), by=CITIZEN, at=make.moment(at))


def address(house: House, more: str = "") -> str:
    return f"/office/{house.office.key}/arriving/{more}"


def typed(**more: str) -> dict[str, str]:
    said = SWITCHES | {
        "most_coming": "30",
        "keep_minutes": "15",
        "margin_minutes": "5",
        "long_wait_minutes": "45",
        "valid_from": make.later(1).isoformat(),
        "valid_to": "",
    }
    return {name: word for name, word in (said | more).items() if word or name == "valid_to"}


def sent(client: Client, house: House, status: int = 200, **more: str) -> str:
    answer = client.post(address(house), typed(**more), follow=True)
    assert answer.status_code == status
    return text(answer.content.decode())


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("&#x27;", "'")


def test_without_a_rule_people_come_through_the_door(manager, house):
    page = text(manager.get(address(house)).content.decode())
    assert "Nothing is written down: people come through the door." in page
    assert "Numbers are drawn at the entrance only." in page


def test_the_citys_rule_is_told_in_sentences(manager, house):
    allow()
    page = text(manager.get(address(house)).content.decode())
    assert "This office follows the rule of the whole city." in page
    assert "A place is kept for 15 minutes, once, for somebody whose turn has come." in page
    assert "Today's code from kiosk or board checks in on one's own phone." in page


def test_what_is_sent_is_weighed_and_not_saved(manager, house):
    page = sent(manager, house)
    assert "Nothing is saved yet." in page
    assert "The office's page offers numbers from afar." in page
    assert "Kiosk and boards show five digits that change every day." in page
    assert not ArrivalRule.objects.exists()


def test_a_rule_is_saved_for_a_day_that_comes_and_journalled(manager, house):
    page = sent(manager, house, save="1", keep_minutes="20")
    assert "The rule is saved." in page
    assert not queries.arrival_policy(house.office.pk, make.DAY).joins
    assert queries.arrival_policy(house.office.pk, make.later(1)).keep_minutes == 20
    entry = JournalEntry.objects.get(verb="floor.arrival_rule_set")
    assert entry.facts["after"]["keep_minutes"] == 20


def test_who_is_on_the_way_keeps_the_number(manager, house):
    allow()
    visit = join(house, "09:20")
    page = sent(manager, house, joins="", door_code="", valid_from=make.DAY.isoformat())
    assert "Nobody can draw a number from afar any more." in page
    assert "1 person is on the way with a number and keeps it." in page
    assert "The code disappears from kiosk and boards." in page
    sent(manager, house, joins="", valid_from=make.DAY.isoformat(), save="1")
    code = visit.appointment.code
    commands.check_in(code, house.office.pk, by=DEVICE, at=make.moment("09:40"))
    with pytest.raises(commands.NotFromAfar):
        join(house, "09:41")


def test_the_last_weeks_tell_what_less_would_have_meant(manager, house):
    """Two were on the way at a time; the turn of the first came, and she came twelve minutes on."""
    allow()
    late, other = join(house, "08:00"), join(house, "08:01")
    commands.follow_joined(by=SYSTEM, at=make.moment("08:10"))
    for visit, came in ((other, "08:09"), (late, "08:22")):
        code = visit.appointment.code
        commands.check_in(code, house.office.pk, by=DEVICE, at=make.moment(came))
    page = sent(manager, house, most_coming="1", keep_minutes="10")
    assert "In the last four weeks 2 numbers were drawn from afar; 2 came." in page
    assert "With at most 1 on the way at a time, 1 of them would have got no number." in page
    assert "The turn of 1 came before they were here. 0 of them came within 10 minutes" in page


def test_the_same_again_changes_nothing_for_people(manager, house):
    allow()
    assert "Nothing changes for people." in sent(manager, house)


def test_a_change_is_taken_back_and_that_too(manager, house):
    sent(manager, house, save="1", keep_minutes="20")
    manager.post(address(house, "undo/"))
    assert not ArrivalRule.objects.exists()
    manager.post(address(house, "undo/"))
    assert ArrivalRule.objects.get().keep_minutes == 20


def test_a_rule_that_holds_ends_today_and_one_to_come_is_gone(manager, house):
    holds = allow(house.office.pk)
    sent(manager, house, save="1")
    comes = ArrivalRule.objects.exclude(pk=holds.pk).get()
    for row in (holds, comes):
        manager.post(address(house, f"{row.pk}/end/"))
    assert ArrivalRule.objects.get().valid_to == make.DAY


def test_a_rule_of_the_city_is_not_ended_here(manager, house):
    city = allow()
    manager.post(address(house, f"{city.pk}/end/"))
    assert ArrivalRule.objects.get().valid_to is None


def test_without_a_change_there_is_nothing_to_take_back(manager, house):
    page = manager.post(address(house, "undo/"), follow=True).content.decode()
    assert "There is nothing to take back" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"valid_from": "2020-01-01"}, "A rule can begin today at the earliest."),
        ({"keep_minutes": "1"}, "greater than or equal to 5"),
        ({"most_coming": "0"}, "greater than or equal to 1"),
        ({"margin_minutes": "\0"}, "Enter a whole number."),
        ({"margin_minutes": "9" * 10_000}, "Enter a whole number."),
        ({"valid_to": "2020-01-01"}, "The rule would end before it begins."),
    ],
)
def test_what_cannot_hold_is_refused_in_words(manager, house, wrong, said):
    assert said in sent(manager, house, 422, save="1", **wrong)
    assert not ArrivalRule.objects.exists()


def test_who_does_not_plan_sees_nothing_of_it(client, house):
    client.force_login(make.person(role=Role.CLERK, at=house.office))
    assert client.get(address(house)).status_code == 403
