"""Somebody is away: their duties fall out, and come back when the absence is taken back."""

from datetime import timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.staffing import commands, queries
from anlauf.staffing.models import Absence, Employee, LeaveRequest
from anlauf.staffing.states import AbsenceKind, Hope, LeaveState
from tests import make
from tests.staffing import scene
from tests.staffing.scene import MONDAY, TUESDAY, WEDNESDAY, clerks_at, working

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    return scene.office()


def away(number="p1", first=MONDAY, last=MONDAY, kind=AbsenceKind.LEAVE):
    return commands.Away(number, first, last, kind)


def asked(**said):
    return commands.ask_for_leave(away(**said), by=SYSTEM, at=make.AT)


def test_a_published_duty_falls_out_and_what_can_be_booked_follows(office):
    scene.published(office)
    assert clerks_at(office, MONDAY) == 1
    commands.record_absence(away(), by=SYSTEM, at=make.AT)
    assert (working("p1"), clerks_at(office, MONDAY)) == ([], 0)


def test_taken_back_the_duty_is_there_again(office):
    scene.published(office)
    commands.record_absence(away(), by=SYSTEM, at=make.AT)
    commands.take_back_absence(Absence.objects.get().pk, by=SYSTEM, at=make.AT)
    assert (working("p1"), clerks_at(office, MONDAY)) == ([MONDAY], 1)
    assert not Absence.objects.exists()


def test_a_duty_that_a_rule_forbids_by_now_does_not_come_back(office):
    scene.published(office)
    commands.record_absence(away(), by=SYSTEM, at=make.AT)
    Employee.objects.get(number="p1").contracts.update(weekdays=[1])
    commands.take_back_absence(Absence.objects.get().pk, by=SYSTEM, at=make.AT)
    assert working("p1") == []


def test_an_absence_is_taken_back_once(office):
    commands.record_absence(away(), by=SYSTEM, at=make.AT)
    number = Absence.objects.get().pk
    commands.take_back_absence(number, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.NothingToTakeBack):
        commands.take_back_absence(number, by=SYSTEM, at=make.AT)


@pytest.mark.parametrize("last", [MONDAY - timedelta(days=1), MONDAY + timedelta(days=4000)])
def test_days_that_make_no_absence_are_refused(office, last):
    with pytest.raises(commands.WrongDays):
        commands.record_absence(away(last=last), by=SYSTEM, at=make.AT)


def test_nobody_is_away_twice_on_a_day(office):
    commands.record_absence(away(last=TUESDAY), by=SYSTEM, at=make.AT)
    with pytest.raises(commands.AwayAlready):
        commands.record_absence(away(first=TUESDAY, last=WEDNESDAY), by=SYSTEM, at=make.AT)


def test_leave_that_is_asked_for_changes_nothing_until_it_is_granted(office):
    scene.published(office)
    request = asked()
    assert working("p1") == [MONDAY]
    commands.grant_leave(request.pk, by=SYSTEM, at=make.AT)
    assert (working("p1"), clerks_at(office, MONDAY)) == ([], 0)
    request.refresh_from_db()
    assert request.state == LeaveState.GRANTED


def test_granted_leave_that_is_withdrawn_gives_the_duty_back(office):
    scene.published(office)
    request = asked()
    commands.grant_leave(request.pk, by=SYSTEM, at=make.AT)
    commands.withdraw_leave(request.pk, "p1", by=SYSTEM, at=make.AT)
    assert working("p1") == [MONDAY]
    assert LeaveRequest.objects.get().state == LeaveState.WITHDRAWN


def test_a_request_is_answered_once(office):
    request = asked()
    commands.refuse_leave(request.pk, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.DecidedAlready):
        commands.grant_leave(request.pk, by=SYSTEM, at=make.AT)
    assert not Absence.objects.exists()


def test_nobody_asks_for_days_that_have_begun(office):
    with pytest.raises(commands.TooLate):
        asked(first=make.DAY, last=MONDAY)


def test_what_the_journal_says_of_an_absence_tells_no_reason(office):
    commands.record_absence(away(kind=AbsenceKind.AWAY), by=SYSTEM, at=make.AT)
    entry = JournalEntry.objects.get(verb="staffing.absence_recorded")
    assert entry.facts == {"days": 1, "duties": 0}


def test_a_wish_is_kept_changed_and_dropped(office):
    who = Employee.objects.get(number="p1")
    for hope in (Hope.FREE, Hope.LATE, None):
        commands.wish_for_day("p1", MONDAY, hope, by=SYSTEM, at=make.AT)
        expected = {MONDAY: hope} if hope else {}
        assert queries.wishes_of(who, MONDAY, TUESDAY) == expected


def test_no_wish_for_a_published_day_nor_for_the_past(office):
    scene.published(office)
    with pytest.raises(commands.PlannedAlready):
        commands.wish_for_day("p1", WEDNESDAY, Hope.FREE, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.DayIsOver):
        commands.wish_for_day("p1", make.DAY, Hope.FREE, by=SYSTEM, at=make.AT)
