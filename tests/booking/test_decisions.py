"""A change under existing appointments: each is kept, moved or called off, or nothing changes."""

from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import audit, commands, queries
from anlauf.booking.decisions import CANCEL, KEEP, Decisions, Target, move_to
from anlauf.booking.models import Appointment, Key, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact, Supply
from anlauf.core import writers
from anlauf.core.actors import CITIZEN, SYSTEM, Actor, Kind
from anlauf.core.models import JournalEntry, Letter
from anlauf.directory.models import Offering
from anlauf.engine.capacity import Group, Page, level
from anlauf.engine.grid import Span
from tests import make

pytestmark = pytest.mark.django_db

MANAGER = Actor(Kind.STAFF, 7)
NOOR = Contact(name="Noor", phone="040 123456")
TOMORROW = make.later(1)
CLOSED = Supply((), (), bytes(288))


def supply(clerks: int, span: str = "08:00-10:00") -> Supply:
    start, end = (make.tick(clock) for clock in span.split("-"))
    opened = Span(start, end)
    group = Group(frozenset({"residents"}), level([opened], clerks))
    return Supply((opened,), (group,), level([opened], 9))


def two_groups(span: str) -> Supply:
    """One clerk who does the usual, one who also does driving licences."""
    opened = Span(*(make.tick(clock) for clock in span.split("-")))
    skills = frozenset({"residents"}), frozenset({"residents", "driving"})
    groups = tuple(Group(each, level([opened], 1)) for each in skills)
    return Supply((opened,), groups, level([opened], 9))


@pytest.fixture
def offering() -> Offering:
    """An office with two days of one clerk each, from eight to ten."""
    made = make.offering(make.office())
    for on in (make.DAY, TOMORROW):
        commands.publish_supply(made.office_id, on, supply(1), by=SYSTEM, at=make.AT)
    return made


@pytest.fixture
def booked(offering) -> Appointment:
    return make.appointment(make.wish(offering, at="09:00", on=TOMORROW), contact=NOOR)


def close(
    offering: Offering, decisions: Decisions, *, supply: Supply = CLOSED
) -> commands.Published:
    wanted = {TOMORROW: supply}
    return commands.publish_decided(offering.office_id, wanted, decisions, by=MANAGER, at=make.AT)


def verbs() -> list[str]:
    entries = JournalEntry.objects.filter(by_kind="staff").order_by("pk")
    return list(entries.values_list("verb", flat=True))


def test_a_conflict_nobody_has_decided_about_changes_nothing(offering, booked):
    before = OfficeDay.objects.values().get(date=TOMORROW)
    with pytest.raises(commands.SupplyConflicts) as refused:
        close(offering, {})
    assert refused.value.codes == (booked.code,)
    assert OfficeDay.objects.values().get(date=TOMORROW) == before
    assert verbs() == []


def test_one_that_is_kept_on_purpose_stands_beside_the_supply(offering, booked):
    done = close(offering, {booked.pk: KEEP})

    booked.refresh_from_db()
    assert (booked.state, booked.lane) == (AppointmentState.BOOKED, None)
    assert done.kept == [booked.pk]
    assert verbs() == ["booking.supply_published", "booking.kept_on_purpose"]
    assert not list(audit.differences())
    assert not Letter.objects.exclude(kind="booked").exists()


def test_one_that_is_kept_is_served_like_any_other_and_changes_no_page(offering, booked):
    close(offering, {booked.pk: KEEP})
    before = OfficeDay.objects.values("supply", "promised").get(date=TOMORROW)

    at = make.moment("08:55", TOMORROW)
    commands.arrive(booked, by=SYSTEM, at=at)
    commands.end(booked, AppointmentState.SERVED, by=SYSTEM, at=at + timedelta(minutes=7))
    commands.reopen(booked, by=SYSTEM, at=at + timedelta(minutes=8))
    commands.end(booked, AppointmentState.LEFT, by=SYSTEM, at=at + timedelta(minutes=9))

    assert OfficeDay.objects.values("supply", "promised").get(date=TOMORROW) == before
    assert not list(audit.differences())


def test_one_that_is_kept_may_be_cancelled_and_moved_by_its_owner(offering, booked):
    close(offering, {booked.pk: KEEP})
    commands.cancel(booked, by=CITIZEN, at=make.AT)
    assert not list(audit.differences())


def test_when_supply_grows_again_those_kept_get_their_place_back(offering, booked):
    close(offering, {booked.pk: KEEP})
    assert commands.publish_supply(offering.office_id, TOMORROW, supply(1), by=SYSTEM, at=make.AT)

    booked.refresh_from_db()
    assert booked.lane == 0
    assert JournalEntry.objects.filter(verb="booking.placed_again").count() == 1
    assert not list(audit.differences())
    with pytest.raises(commands.TimeTaken):
        make.appointment(make.wish(offering, at="09:00", on=TOMORROW))


def test_of_two_kept_the_one_who_booked_first_gets_the_only_place(offering):
    commands.publish_supply(offering.office_id, TOMORROW, supply(2), by=SYSTEM, at=make.AT)
    later = make.appointment(make.wish(offering, at="09:00", on=TOMORROW))
    first = make.appointment(make.wish(offering, at="09:00", on=TOMORROW))
    Appointment.objects.filter(pk=first.pk).update(booked_at=make.AT - timedelta(days=3))
    close(offering, {first.pk: KEEP, later.pk: KEEP})

    commands.publish_supply(offering.office_id, TOMORROW, supply(1), by=SYSTEM, at=make.AT)

    assert Appointment.objects.get(pk=first.pk).lane == 0
    assert Appointment.objects.get(pk=later.pk).lane is None
    assert not list(audit.differences())


def test_one_that_is_moved_keeps_code_and_links_and_is_asked_once(offering, booked):
    target = Target(offering.office_id, make.DAY, make.tick("08:30"))
    done = close(offering, {booked.pk: move_to(target)})

    new = Appointment.objects.get(moved_from=booked)
    booked.refresh_from_db()
    assert booked.state == AppointmentState.MOVED
    assert (new.state, new.code, new.uid) == (AppointmentState.BOOKED, booked.code, booked.uid)
    assert (new.day.date, new.start, new.asked_at) == (make.DAY, target.start, make.AT)
    assert (new.name, new.phone, new.booked_at) == ("Noor", NOOR.phone, booked.booked_at)
    assert done.moved == [booked.pk]
    assert not Key.objects.filter(appointment=booked, purpose="manage").exists()
    assert Letter.objects.filter(kind="moved_by_us").count() == 1
    assert not list(audit.differences())


def test_the_letter_names_both_times_and_three_answers(offering):
    mail = Contact(name="Noor", email="noor@example.org")
    booked = make.appointment(make.wish(offering, at="09:00", on=TOMORROW))
    Appointment.objects.filter(pk=booked.pk).update(email=mail.email, name=mail.name)
    target = Target(offering.office_id, make.DAY, make.tick("08:30"))
    close(offering, {booked.pk: move_to(target)})

    words = writers.worded(Letter.objects.get(kind="moved_by_us"))
    assert "09:00" in words.body
    assert "08:30" in words.body
    for answer in ("accept/", "move/", "cancel/"):
        assert answer in words.body
    assert "METHOD:PUBLISH" in words.calendar


def test_an_apology_leads_to_new_times(offering):
    booked = make.appointment(make.wish(offering, at="09:00", on=TOMORROW))
    Appointment.objects.filter(pk=booked.pk).update(email="noor@example.org")
    done = close(offering, {booked.pk: CANCEL})

    booked.refresh_from_db()
    assert booked.state == AppointmentState.CANCELLED
    assert done.cancelled == [booked.pk]
    words = writers.worded(Letter.objects.get(kind="cancelled_by_us"))
    assert queries.manage_key(booked) in words.body
    assert "METHOD:CANCEL" in words.calendar
    assert not list(audit.differences())


def test_when_a_new_time_is_gone_nothing_is_changed(offering, booked):
    make.appointment(make.wish(offering, at="08:30"))
    before = list(OfficeDay.objects.order_by("pk").values())
    target = Target(offering.office_id, make.DAY, make.tick("08:30"))

    with pytest.raises(commands.NewTimesTaken) as refused:
        close(offering, {booked.pk: move_to(target)})

    assert refused.value.codes == (booked.code,)
    assert list(OfficeDay.objects.order_by("pk").values()) == before
    booked.refresh_from_db()
    assert booked.state == AppointmentState.BOOKED


def test_two_cannot_be_moved_to_the_same_place(offering, booked):
    other = make.appointment(make.wish(offering, at="09:30", on=TOMORROW))
    target = move_to(Target(offering.office_id, make.DAY, make.tick("08:30")))
    with pytest.raises(commands.NewTimesTaken):
        close(offering, {booked.pk: target, other.pk: target})


def test_somebody_can_be_moved_within_the_changed_day(offering, booked):
    morning = supply(1, "08:00-09:00")
    target = Target(offering.office_id, TOMORROW, make.tick("08:30"))
    close(offering, {booked.pk: move_to(target)}, supply=morning)
    assert Appointment.objects.get(moved_from=booked).start == target.start
    assert not list(audit.differences())


def test_who_is_only_booking_loses_the_hold_without_a_question(offering):
    held = make.held(make.wish(offering, at="09:00", on=TOMORROW))
    done = close(offering, {})
    held.refresh_from_db()
    assert held.state == AppointmentState.EXPIRED
    assert done.holds_ended == [held.pk]
    with pytest.raises(commands.HoldEnded):
        commands.confirm(held, Contact(), by=CITIZEN, at=make.AT)
    assert not list(audit.differences())


@pytest.mark.parametrize("gone", [AppointmentState.EXPIRED, AppointmentState.CANCELLED])
def test_a_hold_that_ended_early_is_never_booked_from_a_form_still_open(offering, gone):
    held = make.held(make.wish(offering, at="09:00", on=TOMORROW))
    Appointment.objects.filter(pk=held.pk).update(state=gone, ended_at=make.AT)
    held.refresh_from_db()
    with pytest.raises(commands.HoldEnded):
        commands.confirm(held, Contact(), by=CITIZEN, at=make.AT)
    held.refresh_from_db()
    assert held.state == gone


def test_a_confirmation_sent_again_after_a_move_leaves_the_old_time_moved(offering):
    held = make.held(make.wish(offering, at="09:00", on=TOMORROW))
    stale = Appointment.objects.get(pk=held.pk)
    booked = commands.confirm(held, Contact(), by=CITIZEN, at=make.AT)
    wish = make.wish(offering, at="08:00", on=TOMORROW)
    commands.move(booked, wish, request_key=uuid4(), by=CITIZEN, at=make.AT)

    commands.confirm(stale, Contact(), by=CITIZEN, at=make.AT)

    stale.refresh_from_db()
    assert stale.state == AppointmentState.MOVED
    assert not list(audit.differences())


def test_who_has_come_already_stays_when_the_rest_of_the_day_is_closed(offering, booked):
    at = make.moment("08:58", TOMORROW)
    commands.arrive(booked, by=SYSTEM, at=at)
    commands.publish_decided(offering.office_id, {TOMORROW: CLOSED}, {}, by=MANAGER, at=at)
    booked.refresh_from_db()
    assert (booked.state, booked.lane) == (AppointmentState.ARRIVED, None)
    commands.end(booked, AppointmentState.SERVED, by=SYSTEM, at=at)
    assert not list(audit.differences())


def test_a_decision_about_somebody_who_is_in_no_conflict_any_more_does_nothing(offering, booked):
    other = make.appointment(make.wish(offering, at="08:00", on=TOMORROW))
    commands.cancel(booked, by=CITIZEN, at=make.AT)
    close(offering, {booked.pk: KEEP, other.pk: KEEP}, supply=supply(1, "08:00-09:00"))
    other.refresh_from_db()
    assert other.lane == 0


def test_the_one_we_moved_says_that_it_suits(offering, booked):
    target = Target(offering.office_id, make.DAY, make.tick("08:30"))
    close(offering, {booked.pk: move_to(target)})
    new = Appointment.objects.get(moved_from=booked)

    for _twice in range(2):
        commands.accept_move(new, by=CITIZEN, at=make.AT + timedelta(hours=1))

    new.refresh_from_db()
    assert new.answered_at == make.AT + timedelta(hours=1)
    assert JournalEntry.objects.filter(verb="booking.move_accepted").count() == 1


def test_nobody_answers_a_question_that_was_not_asked(booked):
    with pytest.raises(commands.NothingToChange):
        commands.accept_move(booked, by=CITIZEN, at=make.AT)


def test_the_best_new_times_for_a_closed_day_are_found_for_all_at_once(offering):
    rows = [
        make.appointment(make.wish(offering, at=clock, on=TOMORROW))
        for clock in ("08:00", "08:30", "09:00")
    ]
    after = make.later(2)
    commands.publish_supply(offering.office_id, after, supply(1), by=SYSTEM, at=make.AT)
    taken = make.appointment(make.wish(offering, at="08:30", on=after))
    found = queries.conflicts_named([row.pk for row in rows])

    targets = queries.proposals(found, {TOMORROW: _page(CLOSED)}, at=make.AT)

    assert {target.date for target in targets.values()} == {after}
    assert len({target.start for target in targets.values()}) == 3
    decisions = {number: move_to(target) for number, target in targets.items()}
    assert len(close(offering, decisions).moved) == 3
    taken.refresh_from_db()
    assert taken.state == AppointmentState.BOOKED
    assert not list(audit.differences())


@pytest.mark.parametrize("on", [make.DAY, TOMORROW])
def test_whoever_is_moved_makes_room_for_the_next_by_another_group(offering, on):
    """The short visit is laid first, onto the group that the long one needs."""
    licence = make.offering(offering.office, make.service(skill_key="driving"), minutes=15)
    long = make.offering(offering.office, make.service(), minutes=30)
    both = two_groups("08:00-10:00")
    for day in (make.DAY, TOMORROW):
        commands.publish_supply(offering.office_id, day, both, by=SYSTEM, at=make.AT)
    make.appointment(make.wish(licence, at="08:15", on=on))
    rows = [
        make.appointment(make.wish(offering, at="09:00", on=TOMORROW)),
        make.appointment(make.wish(long, at="09:30", on=TOMORROW)),
    ]
    target = move_to(Target(offering.office_id, on, make.tick("08:00")))

    done = close(offering, {row.pk: target for row in rows}, supply=two_groups("08:00-09:00"))

    assert sorted(done.moved) == [row.pk for row in rows]
    new = Appointment.objects.filter(moved_from__in=rows).order_by("ticks")
    assert [row.lane for row in new] == [1, 0]
    assert not list(audit.differences())


def test_a_near_office_helps_where_the_own_one_has_no_time(offering):
    booked = make.appointment(make.wish(offering, at="09:00", on=TOMORROW))
    near = make.offering(make.office(area=offering.office.area), offering.service, minutes=20)
    make.office_day(near.office, on=make.later(2))
    commands.publish_supply(offering.office_id, make.DAY, CLOSED, by=SYSTEM, at=make.AT)

    targets = queries.proposals(
        queries.conflicts_named([booked.pk]), {TOMORROW: _page(CLOSED)}, at=make.AT
    )
    close(offering, {number: move_to(target) for number, target in targets.items()})

    new = Appointment.objects.get(moved_from=booked)
    assert (new.day.office_id, new.ticks) == (near.office_id, 4)


def test_a_preview_saves_nothing(offering, booked):
    before = list(OfficeDay.objects.order_by("pk").values())
    changes = queries.changes_of_supply(
        offering.office_id, {make.DAY: supply(1), TOMORROW: CLOSED}, at=make.AT
    )
    assert [change.date for change in changes] == [TOMORROW]
    assert [row.code for row in changes[0].conflicts] == [booked.code]
    assert (changes[0].ticks_before, changes[0].ticks_after) == (24, 0)
    assert list(OfficeDay.objects.order_by("pk").values()) == before


def _page(wanted: Supply) -> Page:
    return Page(wanted.groups, wanted.desks)
