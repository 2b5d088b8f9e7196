"""From people to a roster that was found, judged and published, and to what can be booked."""

from datetime import date, timedelta

import pytest

from anlauf.booking import audit
from anlauf.booking.commands import SupplyConflicts
from anlauf.booking.decisions import KEEP
from anlauf.booking.models import OfficeDay
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.directory.models import Office
from anlauf.staffing import commands, queries
from anlauf.staffing.commands import rosters
from anlauf.staffing.models import Absence, Duty, Roster
from anlauf.staffing.solving import solve_taken
from anlauf.staffing.states import AbsenceKind, RosterState
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = make.later(7)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def office() -> Office:
    """Open from 8 to 16, three clerks expected, four people who could come."""
    made = make.office(desks=4)
    make.hours(made, "08:00-16:00")
    make.offering(made, minutes=10)
    make.pattern(made, clerks=2, span="08:00-16:00")
    make.shift("early", "07:00-15:30", "12:00-12:30")
    make.shift("middle", "08:00-16:30", "12:30-13:00")
    for number in range(1, 5):
        make.employee(made, f"p{number}")
    return made


def begun(office: Office, *, weeks: int = 1, first: date = MONDAY, seconds: int = 3) -> Roster:
    wanted = rosters.Begun("December", first, weeks, [office.pk], seconds)
    return commands.begin(wanted, by=SYSTEM, at=make.AT)


def solved(office: Office) -> Roster:
    row = begun(office)
    commands.ask_to_solve(row.pk, by=SYSTEM, at=make.AT)
    return solve_taken(make.sure(rosters.take(at=make.AT)))


def by_hand(office: Office, *, days: int = 5, people: int = 4) -> Roster:
    """A proposal in which everybody has the early duty on so many days."""
    row = begun(office)
    shift = make.sure(queries.shifts()[0])
    rows = queries.employees_of(row)[:people]
    Duty.objects.bulk_create(
        Duty(
            roster=row, employee=one, date=MONDAY + timedelta(days=day), office=office, shift=shift
        )
        for one in rows
        for day in range(days)
    )
    Roster.objects.filter(pk=row.pk).update(state=RosterState.PROPOSED)
    row.refresh_from_db()
    return row


def publish(row: Roster) -> Roster:
    return commands.publish_roster(row.pk, {}, by=SYSTEM, at=make.AT)


def clerks_at(office: Office, on: date, clock: str) -> int:
    day = OfficeDay.objects.filter(office=office, date=on).first()
    return sum(bytes(day.supply)[make.tick(clock) :: 288]) if day else 0


def test_a_plan_begins_on_a_monday(office):
    with pytest.raises(commands.NotOnMonday):
        begun(office, first=TUESDAY)


def test_a_search_proposes_a_roster_that_the_referee_calls_valid(office):
    row = solved(office)
    assert row.state == RosterState.PROPOSED
    assert queries.verdict(row).valid
    assert row.needs
    assert row.cost == queries.verdict(row).cost >= make.sure(row.bound)


def test_whoever_is_away_is_not_planned(office):
    away = queries.employees_of(begun(office))[0]
    Absence.objects.create(
        employee=away, first=MONDAY, last=MONDAY + timedelta(days=2), kind=AbsenceKind.LEAVE
    )
    row = solved(office)
    days = {duty.date for duty in row.duties.filter(employee=away)}
    assert days <= {MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)}


def test_an_impossible_contract_is_told_and_nothing_is_proposed(office):
    make.employee(office, "p9", skills=["residents"]).contracts.update(weekdays=[6])
    row = solved(office)
    assert row.state == RosterState.DRAFT
    assert any("p9" in sentence for sentence in row.explanation)


def test_publishing_makes_what_can_be_booked(office):
    commands.publish(office.pk, MONDAY, TUESDAY, by=SYSTEM, at=make.AT)
    assert clerks_at(office, MONDAY, "12:15") == 2
    row = publish(by_hand(office))
    assert row.state == RosterState.PUBLISHED
    assert [clerks_at(office, MONDAY, at) for at in ("08:00", "12:15", "15:25", "15:30")] == [
        *(4, 0, 4, 0)
    ]
    assert list(audit.differences()) == []


def test_unpublished_weeks_keep_the_pattern_of_the_season(office):
    after = MONDAY + timedelta(days=7)
    commands.publish(office.pk, MONDAY, after, by=SYSTEM, at=make.AT)
    publish(by_hand(office))
    assert clerks_at(office, after, "15:45") == 2
    commands.publish_ahead(30, by=SYSTEM, at=make.AT)
    assert clerks_at(office, after, "15:45") == 2


def test_the_hourly_publishing_leaves_a_published_roster_in_force(office):
    publish(by_hand(office))
    commands.publish_ahead(30, by=SYSTEM, at=make.AT)
    assert clerks_at(office, MONDAY, "12:15") == 0


def test_taking_back_lets_the_pattern_hold_again(office):
    row = publish(by_hand(office))
    commands.take_back(row.pk, {}, by=SYSTEM, at=make.AT)
    assert clerks_at(office, MONDAY, "12:15") == 2
    row.refresh_from_db()
    assert row.state == RosterState.PROPOSED


def test_a_new_roster_replaces_the_former_and_taking_it_back_publishes_that_again(office):
    first = publish(by_hand(office))
    second = publish(by_hand(office, days=4))
    first.refresh_from_db()
    assert first.state == RosterState.SUPERSEDED
    friday = MONDAY + timedelta(days=4)
    assert clerks_at(office, friday, "09:00") == 0
    commands.take_back(second.pk, {}, by=SYSTEM, at=make.AT)
    first.refresh_from_db()
    assert first.state == RosterState.PUBLISHED
    assert clerks_at(office, friday, "09:00") == 4


def test_a_roster_that_breaks_a_rule_is_never_published(office):
    row = by_hand(office)
    Absence.objects.create(
        employee=make.sure(row.duties.first()).employee,
        first=MONDAY,
        last=MONDAY,
        kind=AbsenceKind.AWAY,
    )
    with pytest.raises(commands.BreaksRules) as refused:
        publish(row)
    assert {violation.rule for violation in refused.value.violations} == {"off"}
    assert clerks_at(office, MONDAY, "09:00") == 0


def test_a_duty_at_a_time_nobody_could_have_it_breaks_a_rule(office):
    row = by_hand(office)
    other = make.office()
    row.duties.filter(date=MONDAY).update(office=other)
    with pytest.raises(commands.BreaksRules):
        publish(row)


def test_whoever_would_find_nobody_there_must_be_decided_about(office):
    commands.publish(office.pk, MONDAY, TUESDAY, by=SYSTEM, at=make.AT)
    offering = office.offerings.first()
    booked = make.appointment(make.wish(offering, at="15:45", on=MONDAY))
    row = by_hand(office)
    with pytest.raises(SupplyConflicts) as refused:
        publish(row)
    assert refused.value.codes == (booked.code,)
    row.refresh_from_db()
    assert row.state == RosterState.PROPOSED

    commands.publish_roster(row.pk, {booked.pk: KEEP}, by=SYSTEM, at=make.AT)
    assert clerks_at(office, MONDAY, "09:00") == 4
    assert list(audit.differences()) == []


def test_another_plan_for_a_part_of_the_same_days_is_refused(office):
    publish(by_hand(office))
    longer = begun(office, weeks=2)
    Duty.objects.create(
        roster=longer,
        employee=queries.employees_of(longer)[0],
        date=MONDAY,
        office=office,
        shift=queries.shifts()[0],
    )
    Roster.objects.filter(pk=longer.pk).update(state=RosterState.PROPOSED)
    with pytest.raises((commands.OverlapsAnother, commands.BreaksRules)):
        publish(longer)


def test_an_empty_plan_is_not_published(office):
    row = begun(office)
    Roster.objects.filter(pk=row.pk).update(state=RosterState.PROPOSED)
    with pytest.raises(commands.NothingToPublish):
        publish(row)


def test_one_process_at_a_time_solves_a_roster(office):
    row = begun(office)
    commands.ask_to_solve(row.pk, by=SYSTEM, at=make.AT)
    assert rosters.take(at=make.AT) is not None
    assert rosters.take(at=make.AT) is None


def test_a_silent_process_is_replaced_and_its_news_count_no_more(office):
    row = begun(office)
    commands.ask_to_solve(row.pk, by=SYSTEM, at=make.AT)
    old = make.sure(rosters.take(at=make.AT))
    late = make.AT + rosters.SILENCE + timedelta(seconds=1)
    new = make.sure(rosters.take(at=late))
    assert new.turn == old.turn + 1
    assert not rosters.goes_on(row.pk, old.turn, at=late)
    assert not rosters.keep(row.pk, old.turn, rosters.Found(1.0, 1.0, [], {}))
    assert rosters.goes_on(row.pk, new.turn, at=late)


def test_stopping_is_heard_by_the_search(office):
    row = begun(office)
    commands.ask_to_solve(row.pk, by=SYSTEM, at=make.AT)
    taken = make.sure(rosters.take(at=make.AT))
    assert rosters.goes_on(row.pk, taken.turn, at=make.AT)
    commands.ask_to_stop(row.pk, by=SYSTEM, at=make.AT)
    assert not rosters.goes_on(row.pk, taken.turn, at=make.AT)


def test_every_step_stands_in_the_journal(office):
    publish(by_hand(office))
    verbs = set(JournalEntry.objects.values_list("verb", flat=True))
    assert {"staffing.roster_begun", "staffing.roster_published"} <= verbs
