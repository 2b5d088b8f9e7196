"""What the team lead is told about the rest of the day, and what would help."""

import pytest

from anlauf.booking.models import OfficeDay
from anlauf.engine.dispatch import DispatchPolicy
from anlauf.engine.load import Balance
from anlauf.floor import commands, queries
from anlauf.floor.outlooks import Idea
from anlauf.floor.values import DispatchRuleSaid
from tests import make
from tests.floor import make_floor as floor

pytestmark = pytest.mark.django_db

TEN = make.moment("10:00")
LEAD = floor.CLERK


@pytest.fixture(autouse=True)
def new_process():
    queries.forget_outlooks()
    queries.forget_learned()


@pytest.fixture
def house():
    """Two of three desks are taken; four came at nine with appointments, ten walked in."""
    house = floor.house(clerks=3, desks=4)
    for clock in ("09:00", "09:15", "09:30", "09:45"):
        floor.arrived(house, clock, came="08:55")
    for minute in range(10):
        floor.ticket(house, f"09:{minute + 10:02d}")
    floor.clerk(house, 1)
    floor.clerk(house, 2)
    return house


def outlook(house, clock="10:00"):
    return make.sure(queries.outlook(house.office.pk, at=make.moment(clock)))


def ideas(found):
    return {one.idea: one for one in found.suggestions}


def test_a_closed_office_has_no_outlook(house):
    assert queries.outlook(house.office.pk, at=make.moment("16:00")) is None
    assert queries.is_over(house.office.pk, at=make.moment("16:00"))
    assert not queries.is_over(house.office.pk, at=TEN)


def test_the_line_begins_with_who_waits_and_ends_at_closing(house):
    found = outlook(house)
    assert found.so_far[0] == (make.moment("08:00"), 0)
    assert found.so_far[-1] == (TEN, 14)
    assert 11 <= found.points[0].middle <= 14  # two desks call at once
    assert found.closes_at == make.moment("16:00")
    assert all(one.low <= one.middle <= one.high for one in found.points)
    assert found.points[-1].at <= found.closes_at


def test_a_desk_more_is_suggested_first_when_many_wait(house):
    found = outlook(house)
    first = found.helpful[0]
    assert first.idea is Idea.OPEN_DESK
    assert first.effect.late.after < first.effect.late.before
    assert first.subject.at == make.moment("10:10")


def test_without_a_free_desk_nobody_is_told_to_open_one(house):
    for desk in (3, 4):
        floor.clerk(house, desk)
    assert Idea.OPEN_DESK not in ideas(outlook(house))


def test_in_an_empty_office_nothing_helps(house):
    empty = floor.house(clerks=2)
    floor.clerk(empty, 1)
    found = outlook(empty)
    assert found.helpful == ()
    assert found.unserved.mean == 0


def test_a_break_counts_as_long_enough_after_half_an_hour(house):
    session = floor.clerk(house, 3)
    commands.take_break(session, at=make.moment("09:45"))
    subject = ideas(outlook(house))[Idea.END_BREAK].subject
    assert subject.at == make.moment("10:15")
    assert Idea.END_BREAK not in ideas(outlook(house, "09:46"))


def test_other_work_could_be_laid_down(house):
    session = floor.clerk(house, 3)
    commands.begin_work(session, "back_office", by=LEAD, at=make.moment("09:50"))
    assert ideas(outlook(house))[Idea.LEAVE_WORK].subject.desk == session.desk.name


def test_a_pick_up_desk_could_serve_everybody_and_specialists_too(house):
    rule = DispatchPolicy(pickup_desks=frozenset({1}), rare_skills=frozenset({"residents"}))
    commands.set_dispatch_rule(house.office.pk, DispatchRuleSaid(policy=rule), by=LEAD, at=TEN)
    found = ideas(outlook(house))
    assert found[Idea.SERVE_EVERYBODY].subject.number == 1
    assert Idea.KEEP_NOBODY in found


def test_stopping_tickets_is_an_idea_until_they_are_stopped(house):
    before = outlook(house)
    stop = ideas(before)[Idea.STOP_TICKETS]
    assert stop.effect.turned_away > 0
    assert stop.effect.tickets.after == 0
    assert before.walk_ins > 0

    commands.stop_tickets(house.office, by=LEAD, at=TEN)
    after = outlook(house)
    assert Idea.STOP_TICKETS not in ideas(after)
    assert (after.walk_ins, after.tickets.mean) == (0, 0)


def test_an_office_with_time_lends_and_is_told_what_it_costs(house):
    lender = floor.house(clerks=4)
    for desk in (1, 2, 3):
        floor.clerk(lender, desk)
    lent = ideas(outlook(house))[Idea.LEND]
    assert lent.subject.office_key == lender.office.key
    assert lent.there is not None
    assert lent.gain == lent.effect.gain + lent.there.gain


def test_an_office_with_one_desk_lends_nobody(house):
    lender = floor.house(clerks=1)
    floor.clerk(lender, 1)
    assert Idea.LEND not in ideas(outlook(house))


def test_nothing_is_played_twice_while_nothing_changes(house, monkeypatch):
    first = outlook(house)
    assert outlook(house) is first
    assert queries.known_outlook(house.office.pk, at=make.moment("10:02")) is first
    assert queries.known_outlook(house.office.pk, at=make.moment("10:04")) is None
    floor.ticket(house, "10:00")
    assert outlook(house) is not first


def test_what_was_played_before_a_decision_is_not_shown_after_it(house):
    outlook(house)
    commands.stop_tickets(house.office, by=LEAD, at=TEN)
    assert queries.known_outlook(house.office.pk, at=TEN) is None


def test_the_same_moment_is_told_alike_by_every_process(house):
    first = outlook(house)
    queries.forget_outlooks()
    assert outlook(house) == first


def test_crews_say_who_is_missing_without_names(house):
    session = floor.clerk(house, 3)
    commands.take_break(session, at=TEN)
    (crew,) = queries.crews(house.office.pk, at=TEN)
    assert (crew.planned, crew.there, crew.resting, crew.missing) == (3, 3, 1, 0)
    commands.log_off(session, at=TEN)
    (crew,) = queries.crews(house.office.pk, at=TEN)
    assert (crew.there, crew.missing) == (2, 1)


def test_whoever_can_do_what_nobody_planned_is_counted_apart(house):
    floor.clerk(house, 3, skills=["cars"])
    planned, others = queries.crews(house.office.pk, at=TEN)
    assert (planned.there, others.planned, others.there) == (2, 0, 1)


def test_groups_that_look_alike_are_one():
    """Who can do something more that has no name is nobody else for a reader."""
    house = floor.house(clerks=2)
    day = OfficeDay.objects.get(office=house.office)
    day.groups = [["residents"], ["nameless", "residents"]]
    day.supply, day.promised = bytes(day.supply) * 2, bytes(day.promised) * 2
    day.save()
    floor.clerk(house, 1)
    (crew,) = queries.crews(house.office.pk, at=TEN)
    assert (crew.planned, crew.there) == (4, 1)


def test_guests_are_late_soon_or_later():
    house = floor.house()
    for clock in ("10:15", "10:30", "12:00"):
        floor.booked(house, clock)
    found = queries.guests(house.office.pk, at=make.moment("10:20"))
    assert [one.minutes for one in found.late] == [5]
    assert (found.within_the_hour, found.afterwards) == (1, 1)


def test_offices_are_listed_by_who_needs_help(house):
    calm = floor.house(clerks=4)
    for desk in (1, 2):
        floor.clerk(calm, desk)
    shut = floor.house(hours=1)
    told = {one.office: one for one in queries.loads(at=TEN)}
    assert told[house.office.pk].percent == round(100 * 14 * 15 / 120)
    assert told[house.office.pk].balance is Balance.NEEDS_HELP
    assert told[calm.office.pk].balance is Balance.COULD_LEND
    assert told[shut.office.pk].balance is Balance.CLOSED
    assert next(iter(queries.loads(at=TEN))).office == house.office.pk


def test_all_loads_take_a_handful_of_statements(house, django_assert_max_num_queries):
    for _each in range(3):
        floor.house()
    with django_assert_max_num_queries(10):
        queries.loads(at=TEN)
