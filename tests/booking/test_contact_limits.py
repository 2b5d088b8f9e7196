"""A household has some appointments at a time, not all of them."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands, queries, reach
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact, Line, Policy, Wanted, Wish
from anlauf.core import limits
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.directory.models import Offering
from tests import make

pytestmark = pytest.mark.django_db

PHONE = Contact(phone="040 123456")
CLERK = Actor(Kind.STAFF, 7)
HERE, ELSEWHERE = "198.51.100.1", "203.0.113.9"


@pytest.fixture
def offering() -> Offering:
    """Many times on one day."""
    found = make.offering(make.office())
    make.office_day(found.office, supply=[20] * 24)
    return found


@pytest.fixture
def wish(offering) -> Wish:
    return make.wish(offering)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Contact(email="noor@example.org"), Contact(email=" Noor+passport@Example.org ")),
        (Contact(phone="040 123456"), Contact(phone="+49 (0)40 12 34 56")),
        (Contact(phone="040/123456"), Contact(phone="0049 40 123456")),
    ],
)
def test_another_spelling_makes_nobody_a_stranger(one, other):
    assert reach.digests(one.email, one.phone) == reach.digests(other.email, other.phone)


def test_other_people_are_others():
    words = ["a@example.org", "b@example.org", "a@example.com"]
    numbers = ["040 123456", "040 123457", "0049 30 123456", "+43 40 123456"]
    found = [reach.digests(word, "") for word in words] + [reach.digests("", n) for n in numbers]
    assert len({digest for (digest,) in found}) == 7
    assert all(word not in digest for (digest,) in found for word in words)


def test_a_third_appointment_for_the_same_service_is_refused(wish):
    mine = [make.appointment(wish, contact=PHONE) for _ in range(2)]
    with pytest.raises(commands.TooManyForYou) as refused:
        make.appointment(wish, contact=PHONE)
    assert refused.value.living == mine
    assert Appointment.objects.count() == 2


def test_other_services_are_counted_together_up_to_a_limit_of_their_own(offering):
    for _ in range(6):
        make.appointment(make.wish(make.offering(offering.office)), contact=PHONE)
    with pytest.raises(commands.TooManyForYou):
        make.appointment(make.wish(offering), contact=PHONE)


def test_sharing_the_number_or_the_mailbox_is_enough(wish):
    make.appointment(wish, contact=Contact(email="a@example.org", phone="040 123456"))
    make.appointment(wish, contact=Contact(email="b@example.org", phone="040 123456"))
    with pytest.raises(commands.TooManyForYou):
        make.appointment(wish, contact=Contact(phone="+49 40 123456"))
    make.appointment(wish, contact=Contact(email="a@example.org"))
    with pytest.raises(commands.TooManyForYou):
        make.appointment(wish, contact=Contact(email="a@example.org"))


def test_who_leaves_nothing_shares_nothing(wish):
    for _ in range(8):
        make.appointment(wish)
    assert Appointment.objects.filter(reached_by=[]).count() == 8


def test_what_is_cancelled_over_or_unproved_does_not_count(wish):
    commands.cancel(make.appointment(wish, contact=PHONE), by=CITIZEN, at=make.AT)
    mail = Contact(email="noor@example.org", phone="040 123456")
    for _ in range(3):
        commands.book(wish, mail, request_key=uuid4(), by=CITIZEN, at=make.AT)
    make.appointment(wish, contact=PHONE)
    assert len(queries.living_of(PHONE, at=make.AT)) == 1
    assert queries.living_of(PHONE, at=make.moment("08:00")) == []


def test_letters_opened_one_after_the_other_stop_at_the_limit(wish):
    mail = Contact(email="noor@example.org")
    asked = [
        commands.book(wish, mail, request_key=uuid4(), by=CITIZEN, at=make.AT) for _ in range(3)
    ]
    for one in asked[:2]:
        make.confirmed(one)
    with pytest.raises(commands.TooManyForYou):
        make.confirmed(asked[2])


def test_moving_is_free(wish, offering):
    first, _second = (make.appointment(wish, contact=PHONE) for _ in range(2))
    later = make.wish(offering, at="09:00")
    moved = commands.move(first, later, request_key=uuid4(), by=CITIZEN, at=make.AT)
    assert moved.reached_by == first.reached_by


def test_staff_are_warned_and_may_go_on(wish):
    for _ in range(2):
        make.appointment(wish, contact=PHONE)
    living = queries.living_of(PHONE, at=make.AT)
    assert queries.is_enough(living, [line.service for line in wish.lines], policy=Policy())
    booked = commands.book(wish, PHONE, request_key=uuid4(), by=CLERK, at=make.AT)
    assert booked.state == AppointmentState.BOOKED


def test_a_city_may_allow_more(wish):
    policy = Policy(most_per_service=3)
    for _ in range(3):
        commands.book(wish, PHONE, request_key=uuid4(), by=CITIZEN, at=make.AT, policy=policy)
    with pytest.raises(commands.TooManyForYou):
        commands.book(wish, PHONE, request_key=uuid4(), by=CITIZEN, at=make.AT, policy=policy)


def test_a_network_is_known_only_while_nothing_is_confirmed(wish):
    here = Wish(wish.lines, wish.office, wish.date, wish.start, network="198.51.100.1")
    held = make.held(here)
    assert queries.unconfirmed_from("198.51.100.1", at=make.AT) == 1
    assert queries.unconfirmed_from("198.51.100.2", at=make.AT) == 0
    asked = commands.confirm(held, Contact(email="a@example.org"), by=CITIZEN, at=make.AT)
    assert queries.unconfirmed_from("198.51.100.1", at=make.AT) == 1
    make.confirmed(asked)
    assert queries.unconfirmed_from("198.51.100.1", at=make.AT) == 0
    assert not reach.networks_among(Appointment.objects.get().reached_by)

    make.held(here)
    commands.end_holds(at=make.AT + timedelta(minutes=10))
    assert Appointment.objects.get(state="expired").reached_by == []


def test_a_stranger_who_types_my_number_uses_up_nothing_of_mine(wish):
    theirs = replace(wish, network=ELSEWHERE)
    for _ in range(2):
        make.appointment(theirs, contact=PHONE)
    with pytest.raises(commands.TooManyForYou):
        make.appointment(theirs, contact=PHONE)

    mine = make.appointment(replace(wish, network=HERE), contact=PHONE)

    assert mine.state == AppointmentState.BOOKED
    assert len(queries.living_of(PHONE, at=make.AT)) == 3  # staff who type it see all of them


def test_a_number_that_stands_beside_a_proved_mailbox_is_not_proved_by_it(wish):
    for _ in range(2):
        both = Contact(email="mallory@example.org", phone=PHONE.phone)
        asked = commands.book(
            replace(wish, network=ELSEWHERE), both, request_key=uuid4(), by=CITIZEN, at=make.AT
        )
        make.confirmed(asked)
    make.appointment(replace(wish, network=HERE), contact=PHONE)
    with pytest.raises(commands.TooManyForYou):
        make.appointment(replace(wish, network=HERE), contact=Contact(email="mallory@example.org"))


def test_what_staff_wrote_down_counts_wherever_the_number_is_typed(wish):
    for _ in range(2):
        commands.book(wish, PHONE, request_key=uuid4(), by=CLERK, at=make.AT)
    for network in (HERE, ELSEWHERE):
        with pytest.raises(commands.TooManyForYou):
            make.appointment(replace(wish, network=network), contact=PHONE)


def test_a_stranger_on_the_waiting_list_with_my_address_keeps_me_from_nothing(offering):
    noor = Contact(email="noor@example.org", phone=PHONE.phone)
    lines, days = (Line(offering.service_id),), (make.DAY, make.later(14))
    wanted = Wanted(lines, (offering.office_id,), *days, network=ELSEWHERE)

    def keep(one: Wanted) -> None:
        commands.keep_wish(one, noor, request_key=uuid4(), by=CITIZEN, at=make.AT)

    for _ in range(Policy().most_wishes):
        keep(wanted)
    with pytest.raises(commands.TooManyWishes):
        keep(wanted)
    keep(replace(wanted, network=HERE))


def test_a_number_gets_no_more_messages_than_a_person_can_need(wish):
    few = Policy(most_messages=3)

    def book(number: str, by: Actor = CITIZEN, *, days: int = 0) -> Appointment:
        at = make.AT - timedelta(days=1 - days)
        contact = Contact(phone=number)
        booked = commands.book(wish, contact, request_key=uuid4(), by=by, at=at, policy=few)
        return commands.cancel(booked, by=by, at=at)

    for spelling in ("040 123456", "+49 40 123456", "0049 (0)40 12 34 56"):
        book(spelling)
    with pytest.raises(commands.TooManyMessages):
        book("040 123456")
    book("040 123457")
    book("040 123456", CLERK)
    limits.clear(at=make.AT)
    book("040 123456", days=1)


def test_moving_sends_no_more_messages_to_a_number_either(wish, offering):
    booked = make.appointment(wish, contact=PHONE)
    for _ in range(Policy().most_messages - 1):
        limits.count("messages to 040123456", timedelta(days=1), at=make.AT)
    later = make.wish(offering, at="09:00")
    with pytest.raises(commands.TooManyMessages):
        commands.move(booked, later, request_key=uuid4(), by=CITIZEN, at=make.AT)
    booked.refresh_from_db()
    assert booked.state == AppointmentState.BOOKED
