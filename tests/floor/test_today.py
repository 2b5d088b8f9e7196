"""What a team lead decides for the rest of today, and takes back."""

from uuid import uuid4

import pytest

from anlauf.booking.commands import NoWalkInsLeft
from anlauf.core.models import JournalEntry
from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor import commands, queries
from anlauf.floor.models import DispatchRule, TicketStop
from anlauf.floor.values import DispatchRuleSaid
from tests import make
from tests.floor import make_floor as floor

pytestmark = pytest.mark.django_db

TEN = make.moment("10:00")
LEAD = floor.CLERK


@pytest.fixture
def house():
    return floor.house()


def said_in_journal():
    return list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_after_a_stop_nobody_draws_a_number_but_appointments_come_in(house):
    commands.stop_tickets(house.office, by=LEAD, at=TEN)
    with pytest.raises(commands.TicketsStopped):
        floor.ticket(house, "10:05")
    assert not queries.walk_in_open(house.office.pk, house.line, at=TEN).open
    assert floor.arrived(house, "11:00", came="10:50").label == "001"


def test_a_stop_is_told_like_a_full_day_so_that_other_times_are_offered(house):
    commands.stop_tickets(house.office, by=LEAD, at=TEN)
    with pytest.raises(NoWalkInsLeft):
        floor.ticket(house, "10:05")


def test_a_stop_can_be_taken_back(house):
    commands.stop_tickets(house.office, by=LEAD, at=TEN)
    commands.give_tickets_again(house.office, by=LEAD, at=make.moment("10:10"))
    assert floor.ticket(house, "10:15").label == "001"
    assert queries.tickets_stopped(house.office.pk, at=make.moment("10:15")) is None
    told = [verb for verb in said_in_journal() if verb.startswith("floor.tickets")]
    assert told == ["floor.tickets_stopped", "floor.tickets_given_again"]


def test_whoever_stops_twice_has_stopped_once(house):
    first = commands.stop_tickets(house.office, by=LEAD, at=TEN)
    assert commands.stop_tickets(house.office, by=LEAD, at=make.moment("10:01")) == first
    assert TicketStop.objects.count() == 1
    assert said_in_journal().count("floor.tickets_stopped") == 1


def test_taking_back_what_never_was_changes_nothing(house):
    commands.give_tickets_again(house.office, by=LEAD, at=TEN)
    commands.usual_rule_again(house.office.pk, by=LEAD, at=TEN)
    assert said_in_journal() == []


def test_a_retry_of_a_ticket_drawn_before_the_stop_still_finds_it(house):
    key = uuid4()
    drawn = floor.ticket(house, "09:55", request_key=key)
    commands.stop_tickets(house.office, by=LEAD, at=TEN)
    assert floor.ticket(house, "10:05", request_key=key) == drawn


def test_a_stop_is_of_one_office_and_one_day(house):
    beside = floor.house(place=house.office.place)
    commands.stop_tickets(house.office, by=LEAD, at=TEN)
    assert floor.ticket(beside, "10:05").label == "001"
    tomorrow = make.moment("10:00", on=make.DAY.replace(day=make.DAY.day + 1))
    assert queries.tickets_stopped(house.office.pk, at=tomorrow) is None


def test_a_desk_changes_its_role_for_today_only(house):
    desk = house.office.desks.get(number=1)
    commands.small_matters_today(desk, by=LEAD, at=TEN)
    assert queries.dispatch_policy(house.office.pk, make.DAY).pickup_desks == {1}
    tomorrow = make.DAY.replace(day=make.DAY.day + 1)
    assert queries.dispatch_policy(house.office.pk, tomorrow).pickup_desks == frozenset()

    commands.serve_everybody_today(desk, by=LEAD, at=TEN)
    assert queries.dispatch_policy(house.office.pk, make.DAY).pickup_desks == frozenset()


def test_the_usual_rule_comes_back_as_it_was(house):
    usual = DispatchRuleSaid(policy=DispatchPolicy(rare_skills=frozenset({"residents"})))
    commands.set_dispatch_rule(house.office.pk, usual, by=LEAD, at=TEN)
    commands.keep_nobody_back_today(house.office.pk, by=LEAD, at=TEN)
    assert not queries.dispatch_policy(house.office.pk, make.DAY).rare_skills

    commands.usual_rule_again(house.office.pk, by=LEAD, at=TEN)
    assert queries.dispatch_policy(house.office.pk, make.DAY).rare_skills == {"residents"}
    assert DispatchRule.objects.count() == 1


def test_a_lasting_rule_that_begins_today_is_not_cut_short(house):
    lasting = DispatchRuleSaid(valid_from=make.DAY)
    commands.set_dispatch_rule(house.office.pk, lasting, by=LEAD, at=TEN)
    with pytest.raises(commands.RuleBeganToday):
        commands.keep_nobody_back_today(house.office.pk, by=LEAD, at=TEN)


def test_only_a_pick_up_desk_can_stop_being_one(house):
    with pytest.raises(commands.UnknownDesk):
        commands.serve_everybody_today(house.office.desks.get(number=2), by=LEAD, at=TEN)
