"""Hours, days, staff and durations change under existing bookings: seen before, told, undone."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest

from anlauf.booking import audit
from anlauf.booking import commands as booking
from anlauf.booking.decisions import CANCEL, KEEP, Decision, Target, move_to
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import SYSTEM, Actor, Kind
from anlauf.core.models import JournalEntry
from anlauf.directory import queries as directory
from anlauf.directory.models import Offering, OpeningException
from anlauf.directory.schedule import OtherDay, Schedule
from anlauf.engine.grid import Span
from anlauf.engine.opening import OpeningRule
from anlauf.staffing import commands, plans, queries
from anlauf.staffing.models import Change, StaffPattern
from anlauf.staffing.plans import Plan
from anlauf.staffing.queries import previews
from tests import make

pytestmark = pytest.mark.django_db

MANAGER = Actor(Kind.STAFF, 7)
TUESDAY = make.later(1)
FRIDAY = make.later(4)
REASON = {"de": "Betriebsausflug", "en": "Works outing"}


@pytest.fixture
def offering(monkeypatch: pytest.MonkeyPatch) -> Offering:
    """Open from 8 to 12 with two clerks; two weeks are planned and published."""
    monkeypatch.setattr(previews, "DAYS_AHEAD", 13)
    office = make.office(desks=3)
    make.hours(office, "08:00-12:00")
    make.pattern(office, clerks=2)
    made = make.offering(office, minutes=30, further=0)
    commands.publish(office.pk, make.DAY, make.later(13), by=SYSTEM, at=make.AT)
    return made


def closed(offering: Offering, *dates: date) -> Plan:
    return plans.days(
        offering.office_id, dates, [OtherDay(on, "closed", (), REASON) for on in dates]
    )


def span(text: str) -> Span:
    start, end = (make.tick(clock) for clock in text.split("-"))
    return Span(start, end)


def hours(offering: Offering, text: str) -> Plan:
    rule = OpeningRule(frozenset(range(5)), (span(text),))
    return plans.hours(offering.office_id, Schedule((rule,), ()))


def apply(
    plan: Plan,
    decisions: dict[int, Decision] | None = None,
    *,
    lengthen: Collection[int] = (),
) -> Change:
    return commands.apply(plan, decisions or {}, by=MANAGER, at=make.AT, lengthen=lengthen)


def supply_at(offering: Offering, on: date, clock: str) -> int:
    day = OfficeDay.objects.get(office=offering.office_id, date=on)
    return sum(bytes(day.supply)[make.tick(clock) :: 288])


def booked(offering: Offering, clock: str, on: date = FRIDAY) -> Appointment:
    return make.appointment(make.wish(offering, at=clock, on=on))


def test_a_preview_names_dates_and_people_and_saves_nothing(offering):
    appointment = booked(offering, "09:00")
    shown = queries.preview(closed(offering, FRIDAY), at=make.AT)
    assert [day.date for day in shown.days] == [FRIDAY]
    assert [row.code for row in shown.conflicts] == [appointment.code]
    assert not OpeningException.objects.exists()
    assert not Change.objects.exists()


def test_a_closed_day_moves_whoever_was_booked(offering):
    appointment = booked(offering, "09:00")
    plan = closed(offering, FRIDAY)
    targets = queries.proposals(queries.preview(plan, at=make.AT), at=make.AT)

    change = apply(plan, {number: move_to(target) for number, target in targets.items()})

    new = Appointment.objects.get(moved_from=appointment)
    assert new.day.date != FRIDAY
    assert new.start == make.tick("09:00")
    assert change.met == {
        **dict.fromkeys(("kept", "cancelled", "holds_ended", "placed_again", "lengthened"), 0),
        "days": 1,
        "moved": 1,
        "unreached": 1,
    }
    assert (change.by_kind, change.by_number, change.made_at) == ("staff", 7, make.AT)
    assert JournalEntry.objects.get(verb="staffing.changed").facts["moved"] == 1
    assert not list(audit.differences())


def test_whom_no_letter_reaches_stands_on_a_list_and_is_marked_as_told(offering):
    stays, goes = booked(offering, "09:00"), booked(offering, "10:00")
    plan = closed(offering, FRIDAY)
    targets = queries.proposals(queries.preview(plan, at=make.AT), at=make.AT)
    change = apply(plan, {stays.pk: move_to(targets[stays.pk]), goes.pk: CANCEL})

    first, second = queries.to_tell(change)
    assert (first.before, first.now) == (stays, Appointment.objects.get(moved_from=stays))
    assert (second.before, second.now) == (goes, None)
    assert queries.still_to_tell([change]) == {change.pk: 2}

    for _again in range(2):
        commands.tell(first.row, by=MANAGER, at=make.AT)
    assert queries.still_to_tell([change]) == {change.pk: 1}
    commands.untell(first.row, by=MANAGER, at=make.AT)
    assert queries.still_to_tell([change]) == {change.pk: 2}
    verbs = JournalEntry.objects.filter(verb__in=["staffing.told", "staffing.not_told_yet"])
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "staffing.told",
        "staffing.not_told_yet",
    ]


def test_a_change_with_an_undecided_conflict_is_refused_as_a_whole(offering):
    plan = closed(offering, FRIDAY)
    queries.preview(plan, at=make.AT)
    late = booked(offering, "09:00")
    with pytest.raises(booking.SupplyConflicts) as refused:
        apply(plan)
    assert refused.value.codes == (late.code,)
    assert not OpeningException.objects.exists()
    assert supply_at(offering, FRIDAY, "09:00") == 2


def test_undo_opens_the_day_again_and_gives_places_back(offering):
    kept, gone = booked(offering, "09:00"), booked(offering, "10:00")
    change = apply(closed(offering, FRIDAY), {kept.pk: KEEP, gone.pk: CANCEL})
    assert queries.may_be_undone(change)

    back = apply(queries.undo_plan(change))

    kept.refresh_from_db()
    assert kept.lane is not None
    assert supply_at(offering, FRIDAY, "09:00") == 2
    assert back.undoes == change
    assert back.met["placed_again"] == 1
    assert not queries.may_be_undone(queries.change(offering.office_id, change.pk))
    assert not list(audit.differences())


def test_nothing_is_undone_twice_or_over_a_later_change(offering):
    first = apply(hours(offering, "08:00-13:00"))
    undo = queries.undo_plan(first)
    apply(hours(offering, "08:00-14:00"))
    with pytest.raises(queries.ChangedSince):
        queries.undo_plan(first)
    with pytest.raises(commands.ChangedMeanwhile):
        apply(undo)


def test_closing_one_day_can_be_undone_after_another_was_closed(offering):
    change = apply(closed(offering, FRIDAY))
    apply(closed(offering, TUESDAY))
    apply(queries.undo_plan(change))
    assert supply_at(offering, FRIDAY, "09:00") == 2
    assert supply_at(offering, TUESDAY, "09:00") == 0


def test_two_managers_do_not_overwrite_each_other(offering):
    base = plans.digest(queries.present(hours(offering, "08:00-12:00")))
    apply(hours(offering, "08:00-13:00"))
    rule = OpeningRule(frozenset(range(5)), (span("09:00-12:00"),))
    late = plans.hours(offering.office_id, Schedule((rule,), ()), base=base)
    with pytest.raises(commands.ChangedMeanwhile):
        apply(late)
    assert supply_at(offering, FRIDAY, "12:30") == 2


def test_capacity_lowered_after_booking(offering):
    """Two are promised at nine; then one of two clerks leaves."""
    first, second = booked(offering, "09:00"), booked(offering, "09:00")
    lines = [replace(line, clerks=1) for line in queries.lines_of(offering.office_id)]
    fewer = plans.staff(offering.office_id, lines)

    shown = queries.preview(fewer, at=make.AT)
    assert len(shown.conflicts) == 1
    left_out = shown.conflicts[0]
    with pytest.raises(booking.SupplyConflicts):
        apply(fewer)
    apply(fewer, {left_out.pk: KEEP})

    lanes = set(Appointment.objects.values_list("lane", flat=True))
    assert lanes == {0, None}
    assert {row.state for row in Appointment.objects.all()} == {AppointmentState.BOOKED}
    assert supply_at(offering, FRIDAY, "09:00") == 1
    assert {first.code, second.code} == set(Appointment.objects.values_list("code", flat=True))
    with pytest.raises(booking.TimeTaken):
        booked(offering, "09:00")
    assert not list(audit.differences())


def test_overlapping_hours_and_exceptions_double_capacity(offering):
    """They must not: what is said twice is open once."""
    rules = tuple(
        OpeningRule(frozenset(range(5)), (span(text),)) for text in ("08:00-12:00", "09:00-12:00")
    )
    extra = OtherDay(FRIDAY, "extra", (span("08:00-11:00"),), REASON)
    apply(plans.hours(offering.office_id, Schedule(rules, (extra,))))

    assert supply_at(offering, FRIDAY, "09:30") == 2
    for _clerk in range(2):
        booked(offering, "09:30")
    with pytest.raises(booking.TimeTaken):
        booked(offering, "09:30")
    assert not list(audit.differences())


def test_an_exception_on_a_series_day_overbooks(offering):
    """It must not: the series day with an exception holds exactly its clerks."""
    for _clerk in range(2):
        booked(offering, "09:00")
    extra = OtherDay(FRIDAY, "extra", (span("08:00-14:00"),), REASON)
    apply(plans.days(offering.office_id, [FRIDAY], [extra]))
    with pytest.raises(booking.TimeTaken):
        booked(offering, "09:00")
    for _clerk in range(2):
        booked(offering, "13:00")
    with pytest.raises(booking.TimeTaken):
        booked(offering, "13:00")
    assert not list(audit.differences())


def test_a_longer_duration_touches_no_promise_and_lengthens_who_fits(offering):
    first, second = booked(offering, "09:00"), booked(offering, "09:00")
    follower = booked(offering, "09:30")
    plan = plans.duration(offering.office_id, offering.service_id, minutes=40, further=0)

    shown = queries.preview(plan, at=make.AT)
    assert {one.appointment.pk for one in shown.too_short} == {first.pk, second.pk, follower.pk}
    assert shown.days == ()
    change = apply(plan, lengthen={first.pk, second.pk, follower.pk})

    assert change.met["lengthened"] == 2
    assert sorted(Appointment.objects.values_list("ticks", flat=True)) == [6, 8, 8]
    offering.refresh_from_db()
    assert offering.minutes == 40
    assert not list(audit.differences())


def test_without_asking_a_longer_duration_lengthens_nobody(offering):
    kept = booked(offering, "09:00")
    apply(plans.duration(offering.office_id, offering.service_id, minutes=40, further=0))
    kept.refresh_from_db()
    assert kept.ticks == 6


def test_a_strike_calls_off_a_whole_week_at_once(offering):
    week = [make.later(days) for days in range(1, 5)]
    rows = [booked(offering, "09:00", on) for on in week]
    change = apply(closed(offering, *week), {row.pk: CANCEL for row in rows})
    assert (change.met["days"], change.met["cancelled"]) == (4, 4)
    assert not OfficeDay.objects.filter(date__in=week).exclude(groups=[]).exists()


def test_an_office_whose_patterns_were_removed_loses_its_supply(offering):
    appointment = booked(offering, "09:00")
    StaffPattern.objects.all().delete()

    done = commands.publish_ahead(13, by=SYSTEM, at=make.AT)[offering.office_id]

    assert [conflict.codes for conflict in done.conflicts] == [(appointment.code,)]
    assert supply_at(offering, TUESDAY, "09:00") == 0
    assert [day.date for day in queries.pending(offering.office_id, at=make.AT)] == [FRIDAY]


def test_what_publishing_could_not_change_is_decided_on_later(offering):
    appointment = booked(offering, "09:00")
    StaffPattern.objects.filter(weekday=4).delete()
    commands.publish_ahead(13, by=SYSTEM, at=make.AT)

    change = apply(plans.supply(offering.office_id), {appointment.pk: KEEP})

    assert change.met["kept"] == 1
    assert queries.pending(offering.office_id, at=make.AT) == ()
    assert not queries.may_be_undone(change)


def test_hours_that_contradict_themselves_are_refused(offering):
    day = OtherDay(FRIDAY, "extra", (), REASON)
    with pytest.raises(Exception, match="names no time"):
        apply(plans.days(offering.office_id, [FRIDAY], [day]))


def test_a_schedule_reads_as_it_was_written(offering):
    rule = OpeningRule(
        frozenset({3}), (span("08:00-10:00"),), frozenset({1, -1}), "odd", TUESDAY, FRIDAY, True
    )
    day = OtherDay(FRIDAY, "partial", (span("09:00-10:00"),), REASON)
    wanted = Schedule((rule,), (day,))
    apply(plans.hours(offering.office_id, wanted))
    assert directory.schedule_of(offering.office_id) == wanted


def test_a_target_within_the_changed_days_is_checked_against_the_new_supply(offering):
    appointment = booked(offering, "11:00")
    plan = hours(offering, "08:00-10:00")
    good = Target(offering.office_id, FRIDAY, make.tick("09:30"))
    bad = Target(offering.office_id, FRIDAY, make.tick("10:30"))
    with pytest.raises(booking.NewTimesTaken):
        apply(plan, {appointment.pk: move_to(bad)})
    apply(plan, {appointment.pk: move_to(good)})
    assert Appointment.objects.get(moved_from=appointment).start == good.start


def test_publishing_starts_again_when_somebody_changes_the_office_meanwhile(offering, monkeypatch):
    supply_between = queries.supply_between
    changes = [closed(offering, FRIDAY)]

    def slowly(*asked):
        supplies = list(supply_between(*asked))
        if changes:
            apply(changes.pop())
        return iter(supplies)

    monkeypatch.setattr(queries, "supply_between", slowly)
    until = make.AT.date() + timedelta(days=10)
    done = commands.publish(offering.office_id, make.DAY, until, by=SYSTEM, at=make.AT)

    assert supply_at(offering, FRIDAY, "09:00") == 0
    assert len(done.written) + len(done.unchanged) == 11
