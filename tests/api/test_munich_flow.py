"""A front end made for Munich's citizen API books, looks, moves and cancels here, unchanged."""

from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.queries import processes
from anlauf.booking.values import USUAL
from anlauf.core import clock, limits
from anlauf.core.actors import SYSTEM
from anlauf.core.models import Letter
from tests import make
from tests.api.munich import BASE, FrontEnd, codes, from_letter

pytestmark = pytest.mark.django_db

PAGE = "https://www.example.org/termin.html"
EIGHT = int(make.moment("08:00").timestamp())
NINE = int(make.moment("09:00").timestamp())


@pytest.fixture
def front(client, settings) -> FrontEnd:
    settings.FRONT_END = PAGE
    return FrontEnd(client)


def test_the_whole_way_of_the_component(front, offering):
    catalogue = front.catalogue()
    (office,), (service,) = catalogue["offices"], catalogue["services"]
    relation = {"officeId": office["id"], "serviceId": service["id"]}
    assert relation.items() <= catalogue["relations"][0].items()

    found = front.calendar([office["id"]], [service["id"]]).json()
    (day,) = found["availableDays"]
    assert (day["date"], day["providerIDs"]) == (make.DAY.isoformat(), str(office["id"]))
    (times,) = day["offices"]
    assert (times["officeId"], times["appointments"][0]) == (str(office["id"]), EIGHT)

    held = front.reserve(office["id"], service["id"], EIGHT).json()
    assert (held["status"], held["timestamp"]) == ("reserved", str(EIGHT))
    named = front.introduce(held).json()
    assert (named["status"], named["familyName"]) == ("reserved", "Ada Lovelace")
    asked = front.act("preconfirm", named).json()
    assert asked["status"] == "preconfirmed"
    booked = front.act("confirm", from_letter()).json()
    assert (booked["status"], booked["processId"]) == ("confirmed", held["processId"])
    assert booked["icsContent"].startswith("BEGIN:VCALENDAR")
    assert booked["displayNumber"] == Appointment.objects.get().code
    assert front.show(booked).json()["status"] == "confirmed"
    assert front.show(from_letter("booked")).json()["processId"] == booked["processId"]

    anew = front.reserve(office["id"], service["id"], NINE).json()
    front.introduce(anew)
    moved = front.act("confirm", anew).json()
    assert moved["status"] == "confirmed"
    assert front.act("cancel", booked).json()["status"] == "deleted"
    assert codes(front.show(booked)) == ["appointmentNotFound"]

    once_more = front.reserve(office["id"], service["id"], EIGHT).json()
    front.introduce(once_more)
    assert front.act("confirm", once_more).json()["status"] == "confirmed"
    assert front.act("cancel", moved).json()["status"] == "deleted"
    assert front.act("cancel", once_more).json()["status"] == "deleted"
    assert Appointment.objects.filter(state="booked").count() == 0


def test_confirmation_without_the_mailbox(front, offering):
    """The browser's key never confirms; nothing the browser is told contains the letter's."""
    held = front.reserve(offering.office_id, offering.service_id, EIGHT)
    steps = [held, front.introduce(held.json())]
    assert codes(front.act("confirm", held.json())) == ["authKeyMismatch"]
    steps.append(front.act("preconfirm", held.json()))
    assert codes(front.act("confirm", held.json())) == ["authKeyMismatch"]
    steps.append(front.show(held.json()))

    secret = from_letter()["authKey"]
    assert secret != held.json()["authKey"]
    assert not any(secret in step.content.decode() for step in steps)
    assert Appointment.objects.get().state == "awaiting_confirmation"


@pytest.mark.parametrize("page", ["", PAGE])
def test_code_and_link_are_told_to_the_mailbox_alone(client, offering, settings, page):
    """The browser asks again, once the owner has confirmed what it reserved in their name."""
    settings.FRONT_END = PAGE
    front = FrontEnd(client)
    booked = front.booked(offering.office_id, offering.service_id, EIGHT)
    letters = [from_letter(), from_letter("booked")]
    settings.FRONT_END = page
    row = Appointment.objects.get()
    browsers = front.show(booked | {"authKey": processes.process_key(row)})
    assert browsers.json()["status"] == "confirmed"
    assert (browsers.json()["displayNumber"], browsers.json()["icsContent"]) == ("", None)
    secrets = [row.code, booking.manage_key(row), *(one["authKey"] for one in letters)]
    assert not any(secret in browsers.content.decode() for secret in secrets)
    for owners in [booked, *(front.show(one).json() for one in letters)]:
        assert owners["displayNumber"] == row.code
        assert owners["icsContent"].startswith("BEGIN:VCALENDAR")


def test_the_code_is_not_told_before_the_proof(front, offering):
    held = front.reserve(offering.office_id, offering.service_id, EIGHT).json()
    steps = [held, front.introduce(held).json(), front.act("preconfirm", held).json()]
    assert [step["displayNumber"] for step in steps] == ["", "", ""]


def test_the_key_of_later_letters_opens_nothing_unconfirmed(front, offering):
    held = front.reserve(offering.office_id, offering.service_id, EIGHT).json()
    owners = processes.owners_key(Appointment.objects.get())
    assert codes(front.show(held | {"authKey": owners})) == ["authKeyMismatch"]


def test_whoever_opens_the_link_of_a_letter_cancels(front, offering):
    front.booked(offering.office_id, offering.service_id, EIGHT)
    assert front.act("cancel", from_letter("booked")).json()["status"] == "deleted"


def test_all_keys_end_with_the_links(front, offering):
    booked = front.booked(offering.office_id, offering.service_id, EIGHT)
    keys = [booked, from_letter(), from_letter("booked")]
    ends = make.moment("08:00") + USUAL.links_last
    clock.use(clock.StoppedClock(ends - timedelta(seconds=1)))
    assert [front.show(key).status_code for key in keys] == [200, 200, 200]
    clock.use(clock.StoppedClock(ends))
    assert [codes(front.show(key)) for key in keys] == [["appointmentNotFound"]] * 3


def test_nobody_finds_out_by_trying_who_has_an_appointment(front, offering):
    """Three times an hour a mailbox is looked for; then not even the right service tells."""
    other = make.offering(offering.office)
    held = front.reserve(offering.office_id, other.service_id, NINE).json()
    front.introduce(held, email="Ada+1@example.org")
    for _time in range(limits.KNOWN_MAILBOXES.most):
        assert codes(front.act("confirm", held)) == ["authKeyMismatch"]
    assert codes(front.act("confirm", held)) == ["rateLimitExceeded"]
    front.booked(offering.office_id, offering.service_id, EIGHT)
    half_past = int(make.moment("09:30").timestamp())
    anew = front.reserve(offering.office_id, offering.service_id, half_past).json()
    front.introduce(anew)
    assert codes(front.act("confirm", anew)) == ["rateLimitExceeded"]
    clock.use(clock.StoppedClock(make.AT + timedelta(hours=1)))
    late = front.reserve(offering.office_id, offering.service_id, NINE).json()
    front.introduce(late)
    assert front.act("confirm", late).json()["status"] == "confirmed"


def test_matters_not_named_openly_are_moved_by_letter_only(front, offering):
    skill = make.skill("visa", of=make.area("foreigners"))
    private = make.offering(offering.office, make.service(skill_key="visa", area=skill.area))
    OfficeDay.objects.all().delete()
    make.office_day(offering.office, skills=["visa"])
    front.booked(private.office_id, private.service_id, EIGHT)
    held = front.reserve(private.office_id, private.service_id, NINE).json()
    front.introduce(held)
    for _time in range(limits.KNOWN_MAILBOXES.most + 1):
        assert codes(front.act("confirm", held)) == ["authKeyMismatch"]
    front.act("preconfirm", held)
    assert front.act("confirm", from_letter()).json()["status"] == "confirmed"


def test_a_mailbox_proved_for_one_service_books_no_other(front, offering):
    other = make.offering(offering.office)
    front.booked(offering.office_id, offering.service_id, EIGHT)
    held = front.reserve(offering.office_id, other.service_id, NINE).json()
    front.introduce(held)
    assert codes(front.act("confirm", held)) == ["authKeyMismatch"]


def test_an_appointment_booked_without_the_letter_proves_no_mailbox(front, offering):
    wish = make.wish(offering)
    make.appointment(wish, contact=make.NOBODY)
    Appointment.objects.update(email="ada@example.org")
    held = front.reserve(offering.office_id, offering.service_id, NINE).json()
    front.introduce(held)
    assert codes(front.act("confirm", held)) == ["authKeyMismatch"]


def test_the_letters_key_dies_when_another_address_is_left(front, offering):
    held = front.reserve(offering.office_id, offering.service_id, EIGHT).json()
    front.introduce(held)
    front.act("preconfirm", held)
    old = from_letter()
    Appointment.objects.update(email="bob@example.org")
    assert codes(front.act("confirm", old)) == ["authKeyMismatch"]


def test_a_link_opened_twice_is_told_so_and_still_shows_the_appointment(front, offering):
    front.booked(offering.office_id, offering.service_id, EIGHT)
    again = front.act("confirm", from_letter())
    assert (again.status_code, codes(again)) == (409, ["processNotPreconfirmedAnymore"])
    assert front.show(from_letter()).json()["status"] == "confirmed"


def test_asking_for_the_letter_twice_sends_one(front, offering):
    held = front.reserve(offering.office_id, offering.service_id, EIGHT).json()
    front.introduce(held)
    assert front.act("preconfirm", held).status_code == 200
    assert front.act("preconfirm", held).status_code == 200
    assert Letter.objects.filter(kind="confirm_mail").count() == 1


def test_giving_a_reserved_time_back_sends_no_letter(front, offering):
    held = front.reserve(offering.office_id, offering.service_id, EIGHT).json()
    front.introduce(held)
    assert front.act("cancel", held).json()["status"] == "deleted"
    assert not Letter.objects.exists()
    assert front.reserve(offering.office_id, offering.service_id, EIGHT).status_code == 200


def test_the_old_number_finds_an_appointment_that_we_moved(front, offering):
    booked = front.booked(offering.office_id, offering.service_id, EIGHT)
    row = Appointment.objects.get()
    to = make.wish(offering, at="09:30")
    commands.move(row, to, request_key=uuid4(), by=SYSTEM, at=make.AT)
    shown = front.show(booked).json()
    assert shown["timestamp"] == str(int(make.moment("09:30").timestamp()))
    assert front.act("cancel", booked).json()["status"] == "deleted"


def test_the_letters_lead_to_our_own_pages_where_no_front_end_is_named(client, offering, settings):
    settings.FRONT_END = ""
    front = FrontEnd(client)
    held = front.reserve(offering.office_id, offering.service_id, EIGHT).json()
    front.introduce(held)
    front.act("preconfirm", held)
    with pytest.raises(AssertionError, match=f"{settings.PUBLIC_URL}/confirm/"):
        from_letter()


def test_a_second_service_is_told_beside_the_first(front, offering):
    other = make.offering(offering.office)
    held = front.reserve(
        offering.office_id,
        offering.service_id,
        EIGHT,
        serviceId=[str(offering.service_id), other.service_id],
        serviceCount=[2, 1],
    ).json()
    assert (held["serviceId"], held["serviceCount"]) == (offering.service_id, 2)
    (further,) = held["subRequestCounts"]
    assert (further["id"], further["count"]) == (other.service_id, 1)
    assert held["slotCount"] == 8  # 15 + 10 + 15 minutes in slots of five


def test_no_cookie_is_needed_and_none_is_set(front, offering):
    held = front.reserve(offering.office_id, offering.service_id, EIGHT)
    assert not held.cookies
    assert "no-store" in held.headers["Cache-Control"]


def test_how_often_may_be_asked_is_said(client, offering):
    answer = client.get(f"{BASE}/offices-and-services/", REMOTE_ADDR="192.0.2.1")
    assert int(answer.headers["X-RateLimit-Remaining"]) < int(answer.headers["X-RateLimit-Limit"])
    assert int(answer.headers["X-RateLimit-Reset"]) > make.AT.timestamp()
