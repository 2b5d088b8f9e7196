"""Whoever waits in the building may be sent a message when their turn comes."""

from dataclasses import replace

import pytest

from anlauf.booking.commands import TooManyMessages
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Contact
from anlauf.core import writers
from anlauf.core.actors import CITIZEN, DEVICE, SYSTEM
from anlauf.core.models import JournalEntry, Letter
from anlauf.floor import commands, queries
from anlauf.floor.models import Reach
from tests import make
from tests.floor import make_floor as floor

pytestmark = pytest.mark.django_db

PHONE = Contact(phone="+49 170 1234567")
MAIL = Contact(email="visitor@example.org")


@pytest.fixture
def house():
    return floor.house()


def tell(visit, contact=PHONE, clock="09:00"):
    return commands.tell_me(visit, contact, by=CITIZEN, at=make.moment(clock))


def told():
    return list(Letter.objects.order_by("pk").values_list("kind", "channel"))


def waiting(house, count=5):
    return [floor.ticket(house, f"08:{minute:02d}") for minute in range(count)]


def round_of_the_worker(clock):
    return commands.tell_waiting(by=SYSTEM, at=make.moment(clock))


def test_first_the_link_then_nearly_next_then_the_desk_each_once(house):
    last = waiting(house)[-1]
    session = floor.clerk(house)
    tell(last)
    assert round_of_the_worker("09:01") == 0
    for minute in (2, 4):
        floor.served(house, session, since=f"09:{minute:02d}", until=f"09:{minute + 1:02d}")
    assert [round_of_the_worker("09:06"), round_of_the_worker("09:06")] == [1, 0]
    for minute in (8, 10):
        floor.served(house, session, since=f"09:{minute:02d}", until=f"09:{minute + 1:02d}")
    assert floor.called(house, session, "09:15") == last
    assert [kind for kind, _channel in told()] == ["number_asked", "number_third", "number_called"]


def test_the_message_says_which_desk_and_leads_to_the_own_page(house):
    [visit] = waiting(house, 1)
    tell(visit)
    floor.called(house, floor.clerk(house, 2), "09:05")
    words = writers.worded(Letter.objects.get(kind="number_called"))
    assert "001" in words.body
    assert "desk 2" in words.body
    assert queries.visit_key(visit.appointment) in words.body


def test_whoever_is_nearly_next_already_is_not_told_so_once_more(house):
    [visit] = waiting(house, 1)
    tell(visit)
    assert round_of_the_worker("09:01") == 0


def test_where_to_is_forgotten_at_the_desk_with_all_that_was_written(house):
    [visit] = waiting(house, 1)
    tell(visit, MAIL)
    called = floor.called(house, floor.clerk(house), "09:05")
    commands.start(called, by=floor.CLERK, at=make.moment("09:06"))
    assert not Reach.objects.exists()
    assert told() == []


def test_whoever_leaves_is_forgotten_too(house):
    [visit] = waiting(house, 1)
    tell(visit, MAIL)
    commands.leave(visit, by=CITIZEN, at=make.moment("09:05"))
    assert not Reach.objects.exists()
    assert told() == []


def test_messages_stop_at_a_press_and_nothing_is_kept(house):
    [visit] = waiting(house, 1)
    tell(visit, MAIL)
    for _twice in range(2):
        commands.tell_me_nothing(visit, by=CITIZEN, at=make.moment("09:02"))
    assert not Reach.objects.exists()
    floor.called(house, floor.clerk(house), "09:05")
    assert told() == []
    assert floor.verbs(visit).count("floor.wants_no_word") == 1


def test_the_journal_knows_that_and_not_where_to(house):
    [visit] = waiting(house, 1)
    for _twice in range(2):
        tell(visit, MAIL)
    [entry] = JournalEntry.objects.filter(verb="floor.asked_for_word")
    assert "example" not in str(entry.facts)


def test_another_address_takes_the_place_of_the_first(house):
    visit = waiting(house)[-1]
    tell(visit, MAIL)
    tell(visit, PHONE, "09:01")
    row = Reach.objects.get()
    assert (row.email, row.phone) == ("", PHONE.phone)
    assert len(told()) == 2


def test_only_its_owner_recognises_where_messages_go(house):
    visit = waiting(house)[-1]
    assert queries.told_to(visit) == ""
    assert queries.told_to(tell(visit, PHONE)) == "… 567"
    assert queries.told_to(tell(visit, MAIL)) == "v…@example.org"


@pytest.mark.parametrize(
    ("contact", "refusal"),
    [
        (Contact(), commands.NoWayToReach),
        (replace(MAIL, phone=PHONE.phone), commands.OneWayToReach),
    ],
)
def test_one_way_to_reach_is_asked_for(house, contact, refusal):
    [visit] = waiting(house, 1)
    with pytest.raises(refusal):
        tell(visit, contact)


def test_whoever_is_called_already_needs_no_message(house):
    [visit] = waiting(house, 1)
    floor.called(house, floor.clerk(house), "09:05")
    with pytest.raises(commands.OutOfTurn):
        tell(visit, clock="09:06")


def test_a_number_typed_at_the_kiosk_is_bound_by_the_same_limit(house):
    most = policy_at(make.AT).most_messages
    people = waiting(house, most + 1)
    for visit in people[:-1]:
        commands.tell_me(visit, PHONE, by=DEVICE, at=make.moment("09:00"))
    with pytest.raises(TooManyMessages):
        commands.tell_me(people[-1], PHONE, by=DEVICE, at=make.moment("09:00"))
