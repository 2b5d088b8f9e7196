"""Which times are on offer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from anlauf.booking import commands, queries
from anlauf.booking.models import OfficeDay
from anlauf.booking.snapshots import Columns
from anlauf.booking.snapshots.known import KnownPage, remembered
from anlauf.booking.snapshots.page import octets
from anlauf.booking.snapshots.recent import RECENT
from anlauf.booking.values import Line, Policy, Question
from anlauf.directory.models import Office
from anlauf.directory.states import Channel
from anlauf.engine.capacity import Group, Need, Page
from anlauf.engine.grid import TICKS
from tests import make

pytestmark = pytest.mark.django_db


def asking(*offerings, count=1, **dates) -> Question:
    lines = tuple({Line(offering.service_id, count) for offering in offerings})
    return Question(lines, tuple(offering.office_id for offering in offerings), **dates)


def same_service(*offices: Office):
    service = make.service()
    return [make.offering(office, service) for office in offices]


def test_the_earliest_start_comes_first_whatever_the_office():
    late, early = make.office(), make.office()
    offerings = same_service(late, early)
    make.office_day(late, opens="10:00")
    make.office_day(early, opens="09:00")

    starts = queries.times_on_offer(asking(*offerings), at=make.AT, most=2)

    assert [(one.office, one.tick) for one in starts] == [
        (early.pk, make.tick("09:00")),
        (early.pk, make.tick("09:00") + 1),
    ]


def test_equal_times_keep_the_order_of_the_question():
    first, second = make.office(), make.office()
    offerings = same_service(first, second)
    make.office_day(first)
    make.office_day(second)

    starts = queries.times_on_offer(asking(*reversed(offerings)), at=make.AT, most=2)

    assert [one.office for one in starts] == [second.pk, first.pk]


def test_a_start_says_when_it_is_and_how_long_it_takes():
    wish = make.wish()
    question = Question(wish.lines, (wish.office,))

    start = queries.times_on_offer(question, at=make.AT, most=1)[0]

    assert (start.minutes, start.at) == (15, make.moment("08:00"))


def test_a_visit_ends_by_closing():
    offering = make.offering(make.office(), minutes=30)
    make.office_day(offering.office, supply=[1] * 12)
    starts = queries.starts_of_day(asking(offering), make.DAY, at=make.AT)
    assert starts[-1].tick == make.tick("08:30")


def test_further_persons_and_services_make_a_visit_longer():
    office = make.office()
    first, second = make.offering(office), make.offering(office, minutes=10)
    lines = (Line(first.service_id, 3), Line(second.service_id, 1))
    assert queries.needed(lines, office.pk) == Need(frozenset({"residents"}), 3 + 2 * 2 + 2)


def test_services_of_several_skills_need_somebody_who_knows_both():
    office = make.office()
    licences = make.service(skill_key="licences")
    first, second = make.offering(office), make.offering(office, licences)
    make.office_day(office)
    question = Question((Line(first.service_id), Line(second.service_id)), (office.pk,))
    assert queries.times_on_offer(question, at=make.AT) == []

    make.office_day(office, on=make.later(1), skills=("residents", "licences"))

    assert queries.times_on_offer(question, at=make.AT)[0].date == make.later(1)


def test_what_has_passed_today_is_not_on_offer():
    wish = make.wish()
    question = Question(wish.lines, (wish.office,))
    at = make.moment("08:00") + timedelta(seconds=1)
    assert queries.times_on_offer(question, at=at)[0].tick == make.tick("08:15")
    assert queries.starts_of_day(question, make.DAY, at=at)[0].tick == make.tick("08:15")


def test_a_city_may_offer_a_start_right_now():
    wish = make.wish()
    question = Question(wish.lines, (wish.office,))
    policy = Policy(notice_minutes=0)
    first = queries.times_on_offer(question, at=make.moment("08:05"), policy=policy)[0]
    assert first.tick == make.tick("08:05")


def test_no_time_is_offered_that_begins_before_its_hold_would_end():
    wish = make.wish()
    question = Question(wish.lines, (wish.office,))
    at = make.moment("08:05")
    first = queries.times_on_offer(question, at=at)[0]
    assert first.at >= at + Policy().hold


def test_notice_keeps_the_next_minutes_back():
    wish = make.wish()
    question = Question(wish.lines, (wish.office,))
    policy = Policy(notice_minutes=60)
    first = queries.times_on_offer(question, at=make.moment("08:00"), policy=policy)[0]
    assert first.tick == make.tick("09:00")


def test_nothing_is_on_offer_beyond_the_horizon():
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(61))
    assert queries.times_on_offer(asking(offering), at=make.AT) == []


def test_dates_bound_the_answer():
    offering = make.offering(make.office())
    for days in range(4):
        make.office_day(offering.office, on=make.later(days), supply=[1] * 3)
    question = asking(offering, since=make.later(1), until=make.later(2))
    assert queries.days_on_offer(question, at=make.AT) == {make.later(1): 1, make.later(2): 1}


def test_a_full_office_says_none_and_one_without_the_service_is_left_out():
    full, other = make.office(), make.office()
    offering = make.offering(full)
    question = Question((Line(offering.service_id),), (full.pk, other.pk))
    assert queries.earliest_per_office(question, at=make.AT) == {full.pk: None}


def test_a_booking_takes_its_time_off_the_offer_at_once():
    wish = make.wish()
    question = Question(wish.lines, (wish.office,))
    before = queries.times_on_offer(question, at=make.AT, most=1)[0]
    make.appointment(wish)
    after = queries.times_on_offer(question, at=make.AT, most=1)[0]
    assert (before.tick, after.tick) == (make.tick("08:00"), make.tick("08:15"))


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_was_never_on_offer():
    """The reader's own unfinished writing must not stay in the process."""
    wish = make.wish()
    question = Question(wish.lines, (wish.office,))
    with transaction.atomic():
        make.appointment(wish)
        meanwhile = queries.times_on_offer(question, at=make.AT, most=1)[0]
        transaction.set_rollback(True)

    afterwards = queries.times_on_offer(question, at=make.AT, most=1)[0]

    assert (meanwhile.tick, afterwards.tick) == (wish.start + 3, wish.start)


@pytest.mark.django_db(transaction=True)
def test_a_second_look_reads_only_what_changed(django_assert_num_queries):
    wish = make.wish()
    make.office_day(make.office())
    RECENT.forget()
    before = dict(RECENT.look(make.DAY).on(make.DAY))
    make.appointment(wish)

    with django_assert_num_queries(1):
        now = RECENT.look(make.DAY).on(make.DAY)

    assert [office for office, page in now.items() if page is not before[office]] == [wish.office]


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_given_again_until_a_page_of_its_date_changes(monkeypatch):
    wish = make.wish()
    question = Question(wish.lines, (wish.office,))
    first = queries.times_on_offer(question, at=make.AT)
    looked: list[KnownPage] = []
    starts = KnownPage.starts

    def seen(page: KnownPage, need: Need, window: int, every: int, room: int) -> int:
        looked.append(page)
        return starts(page, need, window, every, room)

    monkeypatch.setattr(KnownPage, "starts", seen)

    assert queries.times_on_offer(question, at=make.AT) == first
    assert looked == []

    make.appointment(wish)
    assert queries.times_on_offer(question, at=make.AT)[0].tick == first[0].tick + 3
    assert len(looked) == 1


def test_a_clock_set_back_finds_the_earlier_days_again():
    offering = make.offering(make.office())
    make.office_day(offering.office)
    make.office_day(offering.office, on=make.later(1))
    tomorrow = make.AT + timedelta(days=1)
    assert queries.times_on_offer(asking(offering), at=tomorrow)[0].date == make.later(1)
    assert queries.times_on_offer(asking(offering), at=make.AT)[0].date == make.DAY


@pytest.mark.parametrize(
    ("on", "opens", "expected"),
    [
        (date(2027, 3, 26), "08:00", "07:00"),  # the Friday before the clock goes forward
        (date(2027, 3, 29), "08:00", "06:00"),  # the Monday after it
        (date(2026, 10, 23), "08:00", "06:00"),
        (date(2026, 10, 26), "08:00", "07:00"),
    ],
)
def test_eight_on_the_wall_is_eight_on_the_wall_in_summer_and_winter(on, opens, expected):
    offering = make.offering(make.office())
    make.office_day(offering.office, on=on, opens=opens)
    at = datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(days=5)

    start = queries.times_on_offer(asking(offering), at=at, most=1)[0]

    assert f"{start.at:%H:%M}" == expected
    assert f"{start.at.astimezone(ZoneInfo('Europe/Berlin')):%H:%M}" == opens


def test_the_channel_is_respected():
    offering = make.offering(make.office(), channels=[Channel.VISIT])
    make.office_day(offering.office)
    question = Question((Line(offering.service_id),), (offering.office_id,), channel=Channel.VIDEO)
    with pytest.raises(queries.NotOffered):
        queries.times_on_offer(question, at=make.AT)


@given(
    taken=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 4)), max_size=6),
    ticks=st.integers(1, 5),
)
def test_a_known_page_answers_as_the_page_itself(taken, ticks):
    supply = bytes([2] * 24 + [0] * (TICKS - 24))
    page = Page((Group(frozenset({"a"}), supply),), bytes([1]) * TICKS)
    for start, length in taken:
        need = Need(frozenset({"a"}), length)
        lane = page.lane(need, start)
        page = page if lane is None else page.taken(lane, start, length)
    need = Need(frozenset({"a"}), ticks)
    stored: dict[str, Any] = octets(page.groups)
    columns = Columns(**stored, desks=page.desks)
    known = remembered(columns, changed=1)
    assert known.page() == page
    whole_day = (1 << TICKS) - 1
    bits = known.starts(need, whole_day, 1)
    assert bits == known.starts(need, whole_day, 1)
    assert [bits >> tick & 1 == 1 for tick in range(24)] == [
        page.fits(need, tick) for tick in range(24)
    ]


def test_the_load_of_a_day_counts_what_is_promised_and_what_is_still_to_come():
    appointment = make.appointment()
    office, day = appointment.day.office_id, appointment.day.date
    load = queries.load_of_day(office, day, make.moment("08:05"))
    assert (load.supply, load.promised) == (24, 3)
    assert (load.supply_ahead, load.promised_ahead) == (23, 2)
    assert queries.load_of_day(office, make.later(1), make.AT).share == 0


def test_published_pages_of_past_days_are_not_kept():
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(-1))
    assert OfficeDay.objects.count() == 1
    assert RECENT.look(make.DAY).on(make.later(-1)) == {}


def test_a_held_time_is_back_on_offer_when_the_hold_has_ended():
    wish = make.wish()
    make.held(wish)
    question = Question(wish.lines, (wish.office,))
    at = make.AT + timedelta(minutes=10)

    assert commands.end_holds(at=at) == 1

    assert queries.times_on_offer(question, at=at, most=1)[0].tick == wish.start
