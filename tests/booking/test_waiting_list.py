"""The waiting list: who is offered what is freed, and what becomes of it."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from anlauf.booking import audit, commands, queries
from anlauf.booking.imports.releases import load_releases
from anlauf.booking.models import Appointment, KeptWish, Offer, OfficeDay, ReleaseRule
from anlauf.booking.queries import ReleaseRuleSaid, Scope
from anlauf.booking.states import AppointmentState, OfferState, Purpose, Share, WishState
from anlauf.booking.values import Contact, Line, Policy, Question, Supply, Wanted
from anlauf.core.actors import CITIZEN, SYSTEM, Actor, Kind
from anlauf.core.models import JournalEntry, Letter
from anlauf.directory.models import Offering
from anlauf.engine.capacity import Group, level
from anlauf.engine.grid import Span
from anlauf.engine.release import Opening, Tranche
from tests import make

pytestmark = pytest.mark.django_db

STAFF = Actor(Kind.STAFF, 7)
TEN = make.moment("10:00")
NOOR = Contact(email="noor@example.org")
KIM = Contact(phone="040 123456")
IN_A_WEEK = make.later(7)


@pytest.fixture
def offering() -> Offering:
    """An office with place for one visit in a week."""
    made = make.offering(make.office())
    make.office_day(made.office, on=IN_A_WEEK, supply=[1] * 3)
    return made


@pytest.fixture(autouse=True)
def every_page_agrees(db: None):
    yield
    assert not list(audit.differences())


def booked(offering: Offering) -> Appointment:
    """Somebody who has the only time."""
    return make.appointment(make.wish(offering, on=IN_A_WEEK))


def offered(wish: KeptWish) -> Offer | None:
    return queries.open_offer(wish)


def free(offering: Offering, *, at: datetime = TEN) -> int:
    """How many times the public sees."""
    question = Question((Line(offering.service_id),), (offering.office_id,))
    return len(queries.times_on_offer(question, at=at))


def test_a_freed_time_is_offered_to_whoever_waits_and_nobody_else_sees_it(offering):
    appointment = booked(offering)
    wish = make.kept_wish(offering, contact=NOOR)

    commands.cancel(appointment, by=CITIZEN, at=TEN)

    offer = offered(wish)
    assert offer is not None
    assert offer.appointment.starts_at == appointment.starts_at
    assert offer.until == TEN + timedelta(minutes=30)
    assert KeptWish.objects.get().state == WishState.OFFERED
    assert free(offering) == 0
    with pytest.raises(commands.TimeTaken):
        make.held(make.wish(offering, on=IN_A_WEEK), at=TEN)


def test_two_people_wait_and_the_first_by_the_order_gets_it_and_silence_passes_it_on(offering):
    appointment = booked(offering)
    second = make.kept_wish(offering, kept_at=make.AT + timedelta(hours=1))
    first = make.kept_wish(offering, kept_at=make.AT)
    commands.cancel(appointment, by=CITIZEN, at=TEN)
    assert offered(first)
    assert not offered(second)

    assert commands.pass_on_offers(at=TEN + timedelta(minutes=29)) == 0
    later = TEN + timedelta(minutes=30)
    assert commands.pass_on_offers(at=later) == 1

    assert not offered(first)
    offer = offered(second)
    assert offer is not None
    assert offer.until == later + timedelta(minutes=30)
    assert free(offering, at=later) == 0
    taken = commands.accept_offer(offer, by=CITIZEN, at=later)
    assert taken.state == AppointmentState.BOOKED
    second.refresh_from_db()
    assert second.state == WishState.FULFILLED


def test_an_offer_taken_swaps_the_later_appointment_in_one_step(offering):
    later_day = make.later(10)
    make.office_day(offering.office, on=later_day, supply=[1] * 3)
    before = booked(offering)
    later = make.appointment(make.wish(offering, on=later_day), contact=KIM)
    wish = make.kept_wish(offering, appointment=later.pk, until=make.later(30))
    assert wish.until == later_day
    assert wish.phone == KIM.phone
    commands.cancel(before, by=CITIZEN, at=TEN)

    taken = commands.accept_offer(make.sure(offered(wish)), by=CITIZEN, at=TEN)

    later.refresh_from_db()
    assert later.state == AppointmentState.MOVED
    assert (taken.code, taken.uid, taken.sequence) == (later.code, later.uid, 1)
    assert taken.phone == KIM.phone
    assert taken.moved_from == later
    key = queries.manage_key(later)
    assert queries.appointment_by_key(key, Purpose.MANAGE, at=TEN) == taken
    assert queries.appointment_by_code(later.code) == taken
    assert Letter.objects.filter(kind="moved").count() == 1
    assert not Letter.objects.filter(kind="booked", written_at=TEN).exists()


def test_a_swap_frees_the_later_time_for_the_next_in_line(offering):
    later_day = make.later(10)
    make.office_day(offering.office, on=later_day, supply=[1] * 3)
    before = booked(offering)
    later = make.appointment(make.wish(offering, on=later_day))
    first = make.kept_wish(offering, appointment=later.pk)
    next_one = make.kept_wish(offering, kept_at=make.AT + timedelta(hours=1))
    commands.cancel(before, by=CITIZEN, at=TEN)

    commands.accept_offer(make.sure(offered(first)), by=CITIZEN, at=TEN)

    offer = offered(next_one)
    assert offer is not None
    assert offer.appointment.starts_at == later.starts_at


def test_taking_twice_is_taking_once(offering):
    wish = with_an_offer(offering, NOOR)
    offer = make.sure(offered(wish))

    taken = [commands.accept_offer(offer, by=CITIZEN, at=TEN) for _ in range(2)]

    assert taken[0] == taken[1]
    assert Letter.objects.filter(kind="booked", to=NOOR.email).count() == 1
    assert JournalEntry.objects.filter(verb="booking.offer_accepted").count() == 1


def test_an_offer_taken_after_its_deadline_is_refused(offering):
    offer = make.sure(offered(with_an_offer(offering)))
    late = TEN + timedelta(minutes=30)

    with pytest.raises(commands.OfferEnded):
        commands.accept_offer(offer, by=CITIZEN, at=late)
    commands.pass_on_offers(at=late)
    with pytest.raises(commands.OfferEnded):
        commands.accept_offer(offer, by=CITIZEN, at=TEN)


def test_whoever_declines_stays_on_the_list_and_the_next_is_asked(offering):
    first = with_an_offer(offering)
    second = make.kept_wish(offering, kept_at=TEN)

    for _ in range(2):
        commands.decline_offer(offer := Offer.objects.earliest("pk"), by=CITIZEN, at=TEN)

    first.refresh_from_db()
    assert first.state == WishState.OPEN
    assert offered(second)
    offer.refresh_from_db()
    assert offer.state == OfferState.DECLINED


def test_time_that_went_to_the_list_is_not_kept_back_as_well_where_another_clerk_is_free():
    offering = make.offering(make.office())
    make.office_day(offering.office, on=IN_A_WEEK, supply=[2] * 3)
    halves = (make.opening("online"), make.opening("internal"))
    make.release_rule(*(make.tranche(50, half) for half in halves))
    appointment = booked(offering)  # all there is online; a clerk is left for others
    first, second = make.kept_wish(offering), make.kept_wish(offering, kept_at=TEN)

    commands.cancel(appointment, by=CITIZEN, at=TEN)
    assert [one.pk for one in held()] == [make.sure(offered(first)).appointment_id]

    commands.decline_offer(make.sure(offered(first)), by=CITIZEN, at=TEN)
    assert [one.pk for one in held()] == [make.sure(offered(second)).appointment_id]


def held() -> list[Appointment]:
    """What is held, for somebody or for nobody."""
    return list(Appointment.objects.filter(state=AppointmentState.HELD))


def test_nobody_is_offered_twice_what_they_let_pass(offering):
    wish = with_an_offer(offering)
    commands.decline_offer(make.sure(offered(wish)), by=CITIZEN, at=TEN)
    commands.end_holds(at=TEN + timedelta(hours=3))
    assert free(offering, at=TEN + timedelta(hours=3)) == 1

    again = make.appointment(make.wish(offering, on=IN_A_WEEK), at=TEN + timedelta(hours=3))
    commands.cancel(again, by=STAFF, at=TEN + timedelta(hours=4))

    assert not offered(wish)
    assert free(offering, at=TEN + timedelta(hours=4)) == 1


def test_somebody_silent_three_times_no_longer_keeps_others_waiting():
    offering = make.offering(make.office())
    wish = make.kept_wish(offering, contact=NOOR)
    for days in range(3):
        on = make.later(5 + days)
        make.office_day(offering.office, on=on, supply=[1] * 3)
        at = make.moment("10:00", make.later(days))
        one = make.appointment(make.wish(offering, on=on), at=at)
        commands.cancel(one, by=CITIZEN, at=at)
        commands.pass_on_offers(at=at + timedelta(hours=1))

    wish.refresh_from_db()
    assert wish.state == WishState.EXPIRED
    assert wish.email == ""
    assert Letter.objects.filter(kind="wish_ended", to=NOOR.email).count() == 1


def test_withdrawing_gives_the_offer_to_the_next(offering):
    first = with_an_offer(offering)
    second = make.kept_wish(offering, kept_at=TEN)

    commands.withdraw_wish(first, by=CITIZEN, at=TEN)
    commands.withdraw_wish(first, by=CITIZEN, at=TEN)

    first.refresh_from_db()
    assert first.state == WishState.WITHDRAWN
    assert offered(second)
    assert JournalEntry.objects.filter(verb="booking.wish_withdrawn").count() == 1


def test_a_wish_ends_on_its_date_and_its_contact_is_erased(offering):
    wish = make.kept_wish(offering, contact=NOOR, until=make.later(3))

    assert commands.end_wishes(at=make.moment("23:59", make.later(3))) == 0
    assert commands.end_wishes(at=make.moment("00:01", make.later(4))) == 1
    assert commands.end_wishes(at=make.moment("00:01", make.later(4))) == 0

    wish.refresh_from_db()
    assert wish.state == WishState.EXPIRED
    assert (wish.email, wish.reached_by) == ("", [])
    assert Letter.objects.get(kind="wish_ended").to == NOOR.email


def test_a_wish_ends_when_the_appointment_it_would_replace_is_cancelled(offering):
    appointment = booked(offering)
    wish = make.kept_wish(offering, appointment=appointment.pk)
    commands.cancel(appointment, by=CITIZEN, at=TEN)
    assert not offered(wish)

    commands.end_wishes(at=TEN)

    wish.refresh_from_db()
    assert wish.state == WishState.WITHDRAWN


def test_a_wish_follows_its_appointment_when_it_moves(offering):
    make.office_day(offering.office, on=make.later(9), supply=[1] * 6)
    later = make.appointment(make.wish(offering, on=make.later(9)))
    wish = make.kept_wish(offering, appointment=later.pk)
    elsewhere = make.wish(offering, on=make.later(9), at="08:15")
    moved = commands.move(later, elsewhere, request_key=uuid4(), by=CITIZEN, at=TEN)

    assert queries.later_appointment(wish) == moved
    commands.end_wishes(at=TEN)
    wish.refresh_from_db()
    assert wish.state in {WishState.OPEN, WishState.OFFERED}


@pytest.mark.parametrize(
    "said",
    [
        {"weekdays": frozenset({1})},
        {"between": Span(make.tick("09:00"), make.tick("10:00"))},
        {"until": make.later(6)},
        {"since": make.later(8)},
    ],
)
def test_only_what_fits_is_offered(offering, said):
    wish = make.kept_wish(offering, **said)
    commands.cancel(booked(offering), by=STAFF, at=TEN)
    assert not offered(wish)
    assert free(offering) == 1


def test_a_wish_for_more_than_is_freed_is_passed_over(offering):
    long_one = make.kept_wish(offering, lines=(Line(offering.service_id, 3),))
    short_one = make.kept_wish(offering, kept_at=make.AT + timedelta(hours=1))
    commands.cancel(booked(offering), by=STAFF, at=TEN)
    assert not offered(long_one)
    assert offered(short_one)


def test_offers_of_the_evening_wait_for_the_morning(offering):
    wish = make.kept_wish(offering)
    commands.cancel(booked(offering), by=CITIZEN, at=make.moment("21:00"))
    offer = offered(wish)
    assert offer is not None
    assert offer.until == make.moment("08:30", make.later(1))


def test_a_time_that_begins_too_soon_to_be_answered_is_not_offered():
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[1] * 3)
    wish = make.kept_wish(offering)
    appointment = make.appointment(make.wish(offering))
    commands.cancel(appointment, by=CITIZEN, at=make.moment("07:36"))
    assert not offered(wish)
    assert free(offering, at=make.moment("07:36")) == 1


def test_a_time_given_up_returns_to_the_public_after_a_while_nobody_can_foretell(offering):
    commands.cancel(booked(offering), by=CITIZEN, at=TEN)
    returns = make.sure(Appointment.objects.get(state=AppointmentState.HELD).held_until)
    assert timedelta(minutes=10) <= returns - TEN <= timedelta(hours=2)
    assert free(offering) == 0
    with pytest.raises(commands.TimeTaken):
        make.held(make.wish(offering, on=IN_A_WEEK), at=returns - timedelta(seconds=1))

    commands.end_holds(at=returns)

    assert free(offering, at=returns) == 1


def test_time_kept_back_is_offered_first_to_whoever_came_to_the_list_meanwhile(offering):
    commands.cancel(booked(offering), by=CITIZEN, at=TEN)
    wish = make.kept_wish(offering, kept_at=TEN)
    returns = make.sure(Appointment.objects.get(state=AppointmentState.HELD).held_until)

    commands.end_holds(at=returns)

    assert offered(wish)
    assert free(offering, at=returns) == 0


def test_staff_return_time_at_once(offering):
    commands.cancel(booked(offering), by=STAFF, at=TEN)
    assert free(offering) == 1


def test_time_of_the_next_hours_returns_at_once():
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(1), supply=[1] * 3)
    appointment = make.appointment(make.wish(offering, on=make.later(1)))
    commands.cancel(appointment, by=CITIZEN, at=TEN)
    assert free(offering) == 1


def test_moving_within_a_day_offers_the_old_time(offering):
    make.office_day(offering.office, on=make.later(8), supply=[1] * 6)
    wish = make.kept_wish(offering)
    appointment = make.appointment(make.wish(offering, on=make.later(8)))
    elsewhere = make.wish(offering, on=make.later(8), at="08:15")

    commands.move(appointment, elsewhere, request_key=uuid4(), by=CITIZEN, at=TEN)

    offer = offered(wish)
    assert offer is not None
    assert offer.appointment.start == appointment.start


def test_an_overdue_hold_goes_to_the_list_and_not_to_whoever_asks(offering):
    held = make.held(make.wish(offering, on=IN_A_WEEK), at=TEN)
    wish = make.kept_wish(offering, kept_at=TEN)
    late = make.sure(held.held_until) + timedelta(seconds=1)

    with pytest.raises(commands.TimeTaken):
        make.held(make.wish(offering, on=IN_A_WEEK), at=late)
    commands.end_holds(at=late)

    assert offered(wish)


def test_an_urgent_reason_comes_before_somebody_who_waits_longer(offering):
    appointment = booked(offering)
    waiting = make.kept_wish(offering)
    urgent = make.kept_wish(offering, kept_at=TEN)
    rule = make.urgency_rule(weight=5)
    KeptWish.objects.filter(pk=urgent.pk).update(weight=5, urgency=rule)

    commands.cancel(appointment, by=CITIZEN, at=TEN)

    offer = offered(urgent)
    assert offer is not None
    assert offer.appointment.share == Share.URGENT
    assert not offered(waiting)
    urgent.refresh_from_db()
    assert queries.place_in_list(urgent) == 1
    assert queries.place_in_list(waiting) == 2


def test_the_place_in_the_list_counts_only_rivals(offering):
    elsewhere = make.offering(make.office(), offering.service)
    other_matter = make.offering(offering.office, make.service(skill_key="licences"))
    make.kept_wish(elsewhere)
    make.kept_wish(other_matter)
    make.kept_wish(offering)
    wish = make.kept_wish(offering, kept_at=TEN)
    assert queries.place_in_list(wish) == 2


def test_the_same_request_keeps_one_wish(offering):
    key = uuid4()
    wanted = Wanted((Line(offering.service_id),), (offering.office_id,), make.DAY, IN_A_WEEK)
    kept = [commands.keep_wish(wanted, NOOR, request_key=key, by=CITIZEN, at=TEN) for _ in range(2)]
    assert kept[0] == kept[1]
    assert Letter.objects.filter(kind="wish_kept").count() == 1


def test_a_household_is_on_the_list_three_times_at_most(offering):
    for _ in range(3):
        make.kept_wish(offering, contact=NOOR)
    with pytest.raises(commands.TooManyWishes):
        make.kept_wish(offering, contact=NOOR)


@pytest.mark.parametrize("said", [{"until": make.later(-1)}, {"weekdays": frozenset()}])
def test_a_wish_that_looks_at_no_day_is_refused(offering, said):
    with pytest.raises(commands.NoSuchDays):
        make.kept_wish(offering, **said)


def test_whoever_left_an_unproved_mail_address_answers_by_letter(offering):
    assert queries.answers_by_letter(make.kept_wish(offering, contact=NOOR))
    assert not queries.answers_by_letter(make.kept_wish(offering, contact=KIM))
    assert not queries.answers_by_letter(
        make.kept_wish(offering, contact=NOOR), policy=Policy(double_confirmation=False)
    )


def with_an_offer(offering: Offering, contact: Contact = KIM) -> KeptWish:
    """Somebody who is asked at ten whether they want the only time there is."""
    wish = make.kept_wish(offering, contact=contact)
    commands.cancel(booked(offering), by=CITIZEN, at=TEN)
    assert offered(wish)
    return wish


def test_new_supply_is_offered_to_the_list_before_anybody_sees_it():
    offering = make.offering(make.office())
    wish = make.kept_wish(offering)

    opened = Span(make.tick("08:00"), make.tick("08:15"))
    group = Group(frozenset({"residents"}), level([opened], 1))
    supply = Supply((opened,), (group,), level([opened], 9))
    commands.publish_supply(offering.office_id, IN_A_WEEK, supply, by=SYSTEM, at=TEN)

    assert offered(wish)
    assert free(offering) == 0


def test_an_offer_lost_to_a_change_of_hours_ends_and_the_wish_waits_on(offering):
    wish = with_an_offer(offering)
    offer = make.sure(offered(wish))
    Appointment.objects.filter(pk=offer.appointment_id).update(
        state=AppointmentState.EXPIRED, kept_ticks=0
    )
    OfficeDay.objects.filter(date=IN_A_WEEK).update(promised=bytes(288))

    with pytest.raises(commands.OfferEnded):
        commands.accept_offer(offer, by=CITIZEN, at=TEN)
    assert commands.pass_on_offers(at=TEN) == 1

    wish.refresh_from_db()
    assert wish.state == WishState.OPEN


def test_letters_about_a_wish_are_forgotten_some_days_after_its_end(offering):
    wish = make.kept_wish(offering, contact=NOOR)
    commands.withdraw_wish(wish, by=CITIZEN, at=TEN)

    commands.forget(by=CITIZEN, at=TEN + timedelta(days=1))
    assert Letter.objects.exists()
    commands.forget(by=CITIZEN, at=TEN + timedelta(days=3))
    assert not Letter.objects.exists()


def test_the_list_is_served_some_minutes_before_a_wave(offering):
    """At ten the date in a week opens; the list sees it at five to ten, others at ten."""
    opening = [{"share": "online", "days": 7, "at": "10:00"}]
    ReleaseRule.objects.create(tranches=[{"name": "all", "percent": 100, "openings": opening}])
    wish = make.kept_wish(offering)

    assert commands.serve_waves(at=make.moment("09:54")) == 0
    assert not offered(wish)
    assert commands.serve_waves(at=make.moment("09:55")) == 1

    offer = offered(wish)
    assert offer is not None
    assert free(offering, at=make.moment("09:59")) == 0
    assert free(offering) == 0
    assert commands.accept_offer(offer, by=CITIZEN, at=TEN).state == AppointmentState.BOOKED


def test_without_the_job_everybody_sees_a_wave_at_its_moment(offering):
    opening = [{"share": "online", "days": 7, "at": "10:00"}]
    ReleaseRule.objects.create(tranches=[{"name": "all", "percent": 100, "openings": opening}])
    make.kept_wish(offering)
    assert free(offering, at=make.moment("09:59")) == 0
    assert free(offering) == 1


def test_the_list_is_served_before_the_horizon_reaches_a_date():
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(61), supply=[1] * 3)
    wish = make.kept_wish(offering, until=make.later(80))
    assert commands.serve_waves(at=make.moment("23:50")) == 0
    assert commands.serve_waves(at=make.moment("23:56")) == 1
    offer = offered(wish)
    assert offer is not None
    assert offer.until == make.moment("08:30", make.later(1))


def test_what_is_freed_of_a_date_not_yet_released_waits_for_its_wave(offering):
    appointment = booked(offering)
    opening = [{"share": "online", "days": 7, "at": "10:00"}]
    ReleaseRule.objects.create(tranches=[{"name": "all", "percent": 100, "openings": opening}])
    wish = make.kept_wish(offering)

    commands.cancel(appointment, by=STAFF, at=make.moment("09:00"))
    assert not offered(wish)
    commands.serve_waves(at=make.moment("09:56"))
    assert offered(wish)


@pytest.fixture
def for_staff(offering: Offering) -> Offering:
    """All of the office's time is for staff."""
    make.release_rule(make.tranche(100, make.opening("internal")))
    assert free(offering) == 0
    return offering


OPEN_TO_ALL = ReleaseRuleSaid((Tranche("", 100, (Opening("online", days_before=35),)),))


def test_what_a_changed_rule_opens_is_offered_to_the_list_first(for_staff):
    wish = make.kept_wish(for_staff)
    commands.set_release_rule(Scope(), OPEN_TO_ALL, by=STAFF, at=TEN)
    assert offered(wish)
    assert free(for_staff) == 0


def test_what_a_rule_taken_away_leaves_open_is_offered_to_the_list_first(for_staff):
    wish = make.kept_wish(for_staff)
    commands.remove_release_rule(ReleaseRule.objects.get().pk, by=STAFF, at=TEN)
    assert offered(wish)
    assert free(for_staff) == 0


def test_what_loaded_rules_open_is_offered_to_the_list_first(for_staff):
    wish = make.kept_wish(for_staff)
    load_releases([], by=STAFF, at=TEN)
    assert offered(wish)
    assert free(for_staff) == 0


def test_a_rule_for_another_office_offers_nothing(for_staff):
    wish = make.kept_wish(for_staff)
    commands.set_release_rule(Scope(office=make.office().pk), OPEN_TO_ALL, by=STAFF, at=TEN)
    assert not offered(wish)


def test_a_changed_rule_offers_nothing_that_was_open_before(offering):
    wish = make.kept_wish(offering)
    commands.set_release_rule(Scope(), OPEN_TO_ALL, by=STAFF, at=TEN)
    assert not offered(wish)
    assert free(offering) == 1
