"""Rules of release: who may book how much when, and that nothing has to happen for it."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment, OfficeDay, ReleaseRule
from anlauf.booking.queries import ReleaseRuleSaid, Scope
from anlauf.booking.snapshots.releases import tranches
from anlauf.booking.states import Share
from anlauf.booking.values import Line, Question, WalkIn
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Refused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def offering():
    """Two clerks on the usual Monday, and on the Monday two weeks later."""
    made = make.offering(make.office())
    make.office_day(made.office, supply=[2] * 24)
    make.office_day(made.office, supply=[2] * 24, on=make.later(14))
    return made


def asking(offering, **said):
    return Question((Line(offering.service_id),), (offering.office_id,), **said)


def dates(offering, at, **said):
    return sorted(queries.days_on_offer(asking(offering, **said), at=at))


def admit(offering, at):
    walk_in = WalkIn(offering.office_id, (Line(offering.service_id),))
    return commands.admit(walk_in, overdue=(), by=SYSTEM, at=at)


def said(*parts, **more):
    return ReleaseRuleSaid(tranches(parts), **more)


def test_a_wave_opens_at_its_minute_without_anybody_doing_anything(offering):
    make.release_rule(make.tranche(100, make.opening(days=14, at="07:00")))
    before, after = make.moment("06:59:59"), make.moment("07:00:00")
    wish = make.wish(offering, on=make.later(14))

    assert dates(offering, before) == [make.DAY]
    with pytest.raises(commands.TooFarAhead) as refused:
        make.held(wish, at=before)
    assert "23 November 2026, 07:00" in str(refused.value)

    assert dates(offering, after) == [make.DAY, make.later(14)]
    assert make.held(wish, at=after).share == Share.ONLINE


def test_each_share_takes_no_more_than_is_open_to_it(offering):
    make.release_rule(
        make.tranche(50, make.opening("online")), make.tranche(50, make.opening("internal"))
    )
    wish = make.wish(offering)
    make.held(wish)

    assert make.DAY in dates(offering, make.AT, share=Share.INTERNAL)
    with pytest.raises(commands.TimeTaken):
        make.held(wish)
    assert make.held(replace(wish, share=Share.INTERNAL)).lane == 0
    with pytest.raises(commands.TimeTaken):
        make.held(replace(wish, share=Share.INTERNAL))


def test_searches_show_exactly_what_can_be_booked(offering):
    make.release_rule(
        make.tranche(30, make.opening("online")), make.tranche(70, make.opening("internal"))
    )
    question = asking(offering, until=make.DAY)
    shown = {start.tick for start in queries.starts_of_day(question, make.DAY, at=make.AT)}
    for tick in range(make.tick("08:00"), make.tick("10:00")):
        wish = replace(make.wish(offering), start=tick)
        if tick in shown:
            assert commands.release(make.held(wish), by=SYSTEM, at=make.AT)
            continue
        with pytest.raises(commands.TimeTaken):
            make.held(wish)
    assert shown


def test_walk_ins_get_what_is_theirs_and_late_what_nobody_took(offering):
    make.release_rule(
        make.tranche(50, make.opening("online"), make.soon("walk_in", 30)),
        make.tranche(50, make.opening("walk_in", days=0, at="00:00")),
    )
    at = make.moment("08:00")
    starts = [admit(offering, at).start for _ in range(3)]
    # one of two clerks at eight; the other one's time opens as it comes near
    assert [start - make.tick("08:00") for start in starts] == [0, 0, 3]


def test_walk_ins_are_turned_away_when_only_others_time_is_left(offering):
    make.release_rule(make.tranche(100, make.opening("online")))
    with pytest.raises(commands.NoWalkInsLeft):
        admit(offering, make.moment("08:00"))


def test_the_most_specific_rule_holds(offering):
    area = offering.office.area
    skill = make.skill()
    never = make.tranche(100, make.opening("internal"))
    open_to_all = make.tranche(100, make.opening("online"))
    expected: list[object] = []
    for scope in (
        {},
        {"skill": skill},
        {"area": area},
        {"area": area, "skill": skill},
        {"office": offering.office},
        {"office": offering.office, "skill": skill},
    ):
        part = never if len(expected) % 2 == 0 else open_to_all
        make.release_rule(part, **scope)
        expected.append(part is open_to_all)
        assert bool(dates(offering, make.AT)) is expected[-1]


def test_a_rule_holds_for_visits_within_its_dates(offering):
    closed = make.tranche(100, make.opening("internal"))
    make.release_rule(closed, valid_from=make.later(1))
    assert dates(offering, make.AT) == [make.DAY]
    make.release_rule(make.tranche(100, make.opening("online")), valid_from=make.later(14))
    assert dates(offering, make.AT) == [make.DAY, make.later(14)]


def test_a_rule_of_another_office_or_area_means_nothing_here(offering):
    closed = make.tranche(100, make.opening("internal"))
    make.release_rule(closed, office=make.office())
    make.release_rule(closed, area=make.area("foreigners"))
    make.release_rule(closed, skill=make.skill("licences"))
    assert make.DAY in dates(offering, make.AT)


def test_horizon_and_notice_of_the_rule_replace_the_citys(offering):
    part = make.tranche(100, make.opening("online", days=60))
    make.release_rule(part, horizon_days=7, notice_minutes=120)
    starts = queries.times_on_offer(asking(offering), at=make.AT, most=100)
    assert {start.date for start in starts} == {make.DAY}
    assert starts[0].at >= make.AT + timedelta(minutes=120)
    with pytest.raises(commands.TooFarAhead, match="opens for booking"):
        make.held(make.wish(offering, on=make.later(14)))
    with pytest.raises(commands.TimePast):
        make.held(make.wish(offering, at="08:00"))


def test_a_changed_rule_holds_from_the_next_search_on(offering):
    row = make.release_rule(make.tranche(100, make.opening("online")))
    assert dates(offering, make.AT)
    ReleaseRule.objects.filter(pk=row.pk).update(
        tranches=[make.tranche(100, make.opening("internal"))]
    )
    assert dates(offering, make.AT) == []
    row.delete()
    assert dates(offering, make.AT)


def test_the_audit_finds_a_promise_counted_under_the_wrong_share(offering):
    held = make.held(replace(make.wish(offering), share=Share.INTERNAL))
    Appointment.objects.filter(pk=held.pk).update(share=Share.ONLINE)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("audit", stdout=out)
    assert "Of the share internal group 0 promises 1 at 08:00" in out.getvalue()


def test_a_share_is_given_back_whence_it_was_taken(offering):
    held = make.held(replace(make.wish(offering), share=Share.WALK_IN))
    assert OfficeDay.objects.get(pk=held.day_id).shares == [[0, "walk_in"]]
    commands.release(held, by=SYSTEM, at=make.AT)
    day = OfficeDay.objects.get(pk=held.day_id)
    assert (day.shares, bytes(day.shared)) == ([], b"")
    assert not any(bytes(day.promised))


def test_the_next_waves_say_when_which_dates_get_more():
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[1] * 24)
    make.office_day(offering.office, supply=[1] * 24, on=make.later(14))
    make.release_rule(
        make.tranche(50, make.opening(days=14, at="07:00")),
        make.tranche(50, make.opening(days=0, at="09:00")),
    )
    at = make.moment("06:55")
    waves = queries.next_waves(asking(offering), at=at)
    assert [(wave.at, wave.dates) for wave in waves] == [
        (make.moment("07:00"), (make.later(14),)),
        (make.moment("09:00"), (make.DAY,)),
        (make.moment("09:00", make.later(14)), (make.later(14),)),
    ]
    assert waves[0].offices == (offering.office_id,)
    before = len(queries.starts_of_day(asking(offering), make.later(14), at=at))
    after = queries.starts_of_day(asking(offering), make.later(14), at=waves[0].at)
    assert len(after) - before == waves[0].starts > 0


def test_without_a_rule_there_is_no_next_wave(offering):
    assert queries.next_waves(asking(offering), at=make.AT) == []


def test_a_wave_outside_the_dates_asked_about_is_not_announced(offering):
    make.release_rule(make.tranche(100, make.opening(days=14, at="07:00")))
    question = asking(offering, until=make.DAY)
    assert queries.next_waves(question, at=make.moment("06:55")) == []


def test_a_preview_tells_what_is_open_to_whom_now_and_later(offering):
    parts = (
        make.tranche(50, make.opening(days=14, at="07:00")),
        make.tranche(25, make.opening("online", 0, "07:00"), make.soon("walk_in")),
        make.tranche(25, make.opening("internal", 60, "00:00")),
    )
    days = queries.released_preview(
        offering.office_id,
        said(*parts).release,
        make.DAY,
        make.later(20),
        at=make.moment("07:30"),
    )
    today, later = days
    assert today.minutes == 2 * 24 * 5
    assert today.open["online"] == 180
    assert (later.open["online"], later.later["online"]) == (120, 60)
    assert later.open["internal"] == 60
    assert (today.open["walk_in"], today.later["walk_in"]) < (60, 60)


def test_a_rule_is_written_changed_and_taken_back_with_a_note_of_each():
    office = make.office()
    scope = Scope(office=office.pk)
    first = said(make.tranche(100, make.opening("online")))
    second = said(
        make.tranche(60, make.opening("online")), make.tranche(40, make.opening("internal"))
    )
    commands.set_release_rule(scope, first, by=SYSTEM, at=make.AT)
    commands.set_release_rule(scope, second, by=SYSTEM, at=make.AT)
    assert commands.set_release_rule(scope, second, by=SYSTEM, at=make.AT)
    assert ReleaseRule.objects.count() == 1
    assert JournalEntry.objects.filter(verb="booking.release_rule_set").count() == 2

    commands.undo_release_rule(office.pk, by=SYSTEM, at=make.AT)
    assert make.sure(queries.rule_of_office(office.pk, on=make.DAY)).said == first
    commands.undo_release_rule(office.pk, by=SYSTEM, at=make.AT)
    holding = make.sure(queries.rule_of_office(office.pk, on=make.DAY))
    assert holding.said == second

    commands.remove_release_rule(holding.number, by=SYSTEM, at=make.AT)
    assert queries.rule_of_office(office.pk, on=make.DAY) is None
    commands.undo_release_rule(office.pk, by=SYSTEM, at=make.AT)
    assert make.sure(queries.rule_of_office(office.pk, on=make.DAY)).said == second


def test_undoing_the_first_rule_leaves_none():
    office = make.office()
    first = said(make.tranche(100, make.opening("online")))
    commands.set_release_rule(Scope(office=office.pk), first, by=SYSTEM, at=make.AT)
    commands.undo_release_rule(office.pk, by=SYSTEM, at=make.AT)
    assert not ReleaseRule.objects.exists()


def test_where_no_rule_was_written_there_is_nothing_to_undo():
    with pytest.raises(commands.NothingToUndo):
        commands.undo_release_rule(make.office().pk, by=SYSTEM, at=make.AT)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([make.tranche(60, make.opening())], "add up to 60 percent"),
        ([make.tranche(100)], "Part 1 opens to nobody"),
        ([make.tranche(100, make.opening("press"))], "none of: online, internal"),
        ([make.tranche(100, make.opening(), make.soon("online"))], "opens twice"),
        (
            [make.tranche(50, make.opening()), make.tranche(50, make.soon(), make.opening())],
            "openings of part 2 are not in order",
        ),
        ([make.tranche(100, make.opening(days=400))], "at most 70 days"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_with_a_sentence(parts, words):
    with pytest.raises(Refused) as refused:
        commands.set_release_rule(Scope(), said(*parts), by=SYSTEM, at=make.AT)
    assert words in str(refused.value)
    assert not ReleaseRule.objects.exists()


def test_a_rule_that_ends_before_it_begins_is_refused():
    wrong = said(
        make.tranche(100, make.opening()), valid_from=make.later(2), valid_to=make.later(1)
    )
    with pytest.raises(Refused, match="end before it begins"):
        commands.set_release_rule(Scope(), wrong, by=SYSTEM, at=make.AT)


def test_a_request_keeps_its_place_when_the_rule_changes_under_it(offering):
    wish = replace(make.wish(offering), share=Share.INTERNAL)
    held = commands.hold(wish, request_key=(key := uuid4()), by=SYSTEM, at=make.AT)
    make.release_rule(make.tranche(100, make.opening("online")))
    assert commands.hold(wish, request_key=key, by=SYSTEM, at=make.AT) == held
    call_command("audit", stdout=StringIO())
