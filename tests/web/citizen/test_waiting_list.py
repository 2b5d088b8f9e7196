"""Keep looking for me: the pages of the waiting list."""

from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment, KeptWish, Offer, OfficeDay
from anlauf.booking.states import AppointmentState, OfferState, WishState
from anlauf.booking.values import Contact, Line, Wish
from anlauf.core import clock
from anlauf.core.actors import CITIZEN
from anlauf.engine.grid import TICKS
from tests import make
from tests.web.citizen import town as towns

pytestmark = pytest.mark.django_db

WAIT = "/book/identity-card/wait/?count=1&where=anywhere"


@pytest.fixture
def full_town(town: towns.Town) -> towns.Town:
    """The town with nothing free but one appointment's time at Altona on Tuesday."""
    OfficeDay.objects.exclude(office=town.altona, date=make.later(3)).delete()
    one = bytearray(TICKS)
    one[make.tick("08:00") : make.tick("08:15")] = b"\x01" * 3
    OfficeDay.objects.update(supply=bytes(one))
    return town


@pytest.fixture
def booked(full_town: towns.Town) -> Appointment:
    """Somebody has that one time."""
    line = Line(full_town.card.pk)
    return make.appointment(Wish((line,), full_town.altona.pk, make.later(3), make.tick("08:00")))


def said(**changed: object) -> dict[str, object]:
    """The form as most fill it in."""
    usual: dict[str, object] = {
        "request": str(uuid4()),
        "since": make.DAY.isoformat(),
        "until": make.later(10).isoformat(),
        "weekdays": ["0", "1", "2", "3", "4", "5"],
        "part": "",
        "offices": ["altona", "harburg"],
        "language": "en",
        "email": "",
        "phone": "",
        "name": "",
    }
    return usual | changed


def status_page(wish: KeptWish) -> str:
    return f"/wish/{queries.wish_key(wish)}/"


def test_the_page_of_times_leads_to_the_waiting_list(client, booked):
    page = client.get(towns.times("identity-card", count="1", where="anywhere"))
    assert WAIT.replace("&", "&amp;") in page.content.decode()


def test_the_form_knows_what_was_searched_for(client, booked):
    page = client.get(f"{WAIT}&part=morning&days=mon~tue").content.decode()
    assert "Keep looking for me" in page
    assert f'value="{make.DAY.isoformat()}"' in page
    assert '<option value="morning" selected>' in page
    assert 'value="0" checked' in page
    assert 'value="4" checked' not in page


def test_somebody_goes_on_the_list_and_sees_their_place(client, full_town, booked):
    answer = client.post(WAIT, said(phone="040 123456"))
    wish = KeptWish.objects.get()
    assert answer.headers["Location"] == f"{status_page(wish)}?just=kept"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "You are on the waiting list" in page
    assert "040 123456" in page
    assert "Leave the waiting list" in page
    assert "noindex" in page


def test_the_same_form_sent_twice_keeps_one_wish(client, full_town, booked):
    form = said()
    first, second = (client.post(WAIT, form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert KeptWish.objects.count() == 1


def test_whoever_could_have_a_time_at_once_is_shown_it_instead(client, town):
    answer = client.post(WAIT, said())
    page = answer.content.decode()
    assert "You need not wait" in page
    assert towns.word("altona", "08:00") in page
    assert "Keep looking for something earlier" not in page
    assert not KeptWish.objects.exists()


def test_something_earlier_than_what_is_free_can_still_be_waited_for(client, full_town):
    answer = client.post(WAIT, said())
    page = answer.content.decode()
    assert "Keep looking for something earlier" in page
    again = said(until=make.later(2).isoformat())
    assert f'name="until" value="{make.later(2).isoformat()}"' in page
    client.post(WAIT, again)
    assert KeptWish.objects.get().until == make.later(2)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"until": "2026-11-20"}, "must not be before the first"),
        ({"weekdays": []}, "at least one day of the week"),
        ({"offices": []}, "at least one office"),
        ({"offices": ["atlantis"]}, "Select a valid choice"),
        ({"email": "noor"}, "valid email"),
        ({"since": "soon"}, "Choose a day."),
    ],
)
def test_what_cannot_be_is_said_at_the_question(client, full_town, booked, changed, words):
    answer = client.post(WAIT, said(**changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not KeptWish.objects.exists()


def test_an_offer_stands_on_the_page_and_is_taken_with_one_tap(client, full_town, booked):
    client.post(WAIT, said())
    wish = KeptWish.objects.get()
    commands.cancel(booked, by=CITIZEN, at=make.AT)

    page = client.get(status_page(wish)).content.decode()
    assert "A time is free for you" in page
    assert "We keep it for you alone until 08:30" in page
    offer = Offer.objects.get()
    answer = client.post(f"/offer/{queries.offer_key(offer)}/", {"answer": "accept"})

    taken = Appointment.objects.get(state=AppointmentState.BOOKED)
    assert answer.headers["Location"].startswith(f"/appointment/{queries.manage_key(taken)}/")
    assert "You have found a time" in client.get(status_page(wish)).content.decode()
    again = client.get(f"/offer/{queries.offer_key(offer)}/")
    assert again.status_code == 302


def test_declining_keeps_the_place(client, full_town, booked):
    client.post(WAIT, said())
    commands.cancel(booked, by=CITIZEN, at=make.AT)
    address = f"/offer/{queries.offer_key(Offer.objects.get())}/"

    page = client.post(address, {"answer": "decline"}, follow=True).content.decode()

    assert "Somebody else gets that time" in page
    assert "You are on the waiting list" in page
    late = client.get(address)
    assert late.status_code == 410
    assert "You left" in late.content.decode()


def test_too_late_is_said_with_the_way_on(client, full_town, booked):
    client.post(WAIT, said())
    commands.cancel(booked, by=CITIZEN, at=make.AT)
    offer = Offer.objects.get()
    before = clock.use(clock.StoppedClock(offer.until + timedelta(seconds=1)))

    for answer in ({}, {"answer": "accept"}):
        late = client.post(f"/offer/{queries.offer_key(offer)}/", answer)
        assert late.status_code == 410
        assert "You are still on the waiting list" in late.content.decode()
    page = client.get(status_page(KeptWish.objects.get())).content.decode()
    assert "A time is free for you" not in page
    clock.use(before)


def test_an_unproved_mail_address_takes_the_offer_from_its_letter_only(client, full_town, booked):
    client.post(WAIT, said(email="noor@example.org"))
    commands.cancel(booked, by=CITIZEN, at=make.AT)
    key = queries.offer_key(Offer.objects.get())

    page = client.get(status_page(KeptWish.objects.get())).content.decode()
    assert "Please take it with the link in our e-mail" in page
    assert key not in page

    assert "Yes, I take it" in client.get(f"/offer/{key}/").content.decode()
    client.post(f"/offer/{key}/", {"answer": "accept"})
    assert Appointment.objects.filter(state=AppointmentState.BOOKED).count() == 1


def test_leaving_asks_once(client, full_town, booked):
    client.post(WAIT, said())
    wish = KeptWish.objects.get()
    assert "Leave the waiting list?" in client.get(f"{status_page(wish)}withdraw/").content.decode()
    page = client.post(f"{status_page(wish)}withdraw/", follow=True).content.decode()
    assert "You are no longer on the waiting list" in page
    wish.refresh_from_db()
    assert wish.state == WishState.WITHDRAWN


def test_somebody_with_an_appointment_looks_for_an_earlier_one(client, full_town, booked):
    line = Line(full_town.card.pk)
    make.office_day(full_town.harburg, on=make.later(9), supply=[1] * 3)
    later = make.appointment(
        Wish((line,), full_town.harburg.pk, make.later(9), make.tick("08:00")),
        contact=Contact(phone="040 123456"),
    )
    mine = f"/appointment/{queries.manage_key(later)}/"
    assert f"{mine}earlier/" in client.get(mine).content.decode()
    assert "Find me an earlier time" in client.get(f"{mine}earlier/").content.decode()

    answer = client.post(f"{mine}earlier/", said())
    wish = KeptWish.objects.get()
    assert wish.phone == "040 123456"
    assert client.get(f"{mine}earlier/").headers["Location"] == status_page(wish)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Your appointment stays yours" in page

    commands.cancel(booked, by=CITIZEN, at=make.AT)
    assert "it replaces your appointment of" in client.get(status_page(wish)).content.decode()
    offer = Offer.objects.get(state=OfferState.OPEN)
    moved = client.post(f"/offer/{queries.offer_key(offer)}/", {"answer": "accept"}, follow=True)
    assert "Your appointment has a new time" in moved.content.decode()


def test_an_earlier_time_that_is_free_is_shown_instead(client, full_town):
    line = Line(full_town.card.pk)
    make.office_day(full_town.harburg, on=make.later(9), supply=[1] * 3)
    later = make.appointment(Wish((line,), full_town.harburg.pk, make.later(9), make.tick("08:00")))
    mine = f"/appointment/{queries.manage_key(later)}/"
    page = client.post(f"{mine}earlier/", said()).content.decode()
    assert "You need not wait" in page
    assert f"{mine}move/confirm/?time=altona" in page


def test_keys_nobody_gave_out_open_nothing(client, db):
    for address in ("/wish/none/", "/wish/none/withdraw/", "/offer/none/"):
        assert client.get(address).status_code == 404


def test_an_urgent_reason_comes_along_to_the_list(client, full_town, booked):
    rule = make.urgency_rule("journey", services=[full_town.card], weight=3)
    said_so = f"reason=journey&on={make.later(5).isoformat()}"
    page = client.get(f"/book/identity-card/urgent/?count=1&where=anywhere&{said_so}")
    address = f"{WAIT}&{said_so}"
    assert address.replace("&", "&amp;") in page.content.decode()

    client.post(address, said(since=make.DAY.isoformat()))

    wish = KeptWish.objects.get()
    assert (wish.urgency, wish.urgent_on, wish.weight) == (rule, make.later(5), 3)


def test_a_reason_that_does_not_count_is_said(client, full_town, booked):
    make.urgency_rule("journey", services=[full_town.card], weight=3)
    answer = client.post(f"{WAIT}&reason=journey&on={make.later(50).isoformat()}", said())
    assert answer.status_code == 422
    assert not KeptWish.objects.exists()


def first_answers(page) -> tuple[str, str]:
    initial = page.context["form"].initial
    return initial["since"], initial["until"]


def test_who_could_come_tomorrow_at_the_latest_is_asked_about_four_weeks(client, town):
    four_weeks = (make.DAY + timedelta(days=28)).isoformat()
    assert first_answers(client.get(WAIT)) == (make.DAY.isoformat(), four_weeks)


def test_who_could_come_in_some_days_is_asked_about_the_days_before(client, full_town):
    days = (make.DAY.isoformat(), make.later(2).isoformat())
    assert first_answers(client.get(WAIT)) == days


def test_after_the_last_office_has_closed_the_list_begins_tomorrow(client, town):
    before = clock.use(clock.StoppedClock(make.AT + timedelta(hours=12)))
    assert first_answers(client.get(WAIT))[0] == make.later(1).isoformat()
    clock.use(before)


@pytest.mark.parametrize(
    "changed",
    [
        {"until": make.later(3).isoformat(), "weekdays": ["5"]},
        {"part": "late"},
        {"weekdays": ["5"], "offices": ["altona"]},
    ],
)
def test_nobody_waits_for_days_on_which_no_office_is_open(client, full_town, booked, changed):
    answer = client.post(WAIT, said(**changed))
    assert answer.status_code == 422
    assert "no office you chose is open" in answer.content.decode()
    assert not KeptWish.objects.exists()


def booked_at(town: towns.Town, day: int, at: str) -> str:
    """The page of an appointment at Altona."""
    wish = Wish((Line(town.card.pk),), town.altona.pk, make.later(day), make.tick(at))
    return f"/appointment/{queries.manage_key(make.appointment(wish))}/earlier/"


def test_the_first_appointment_of_a_day_can_be_bettered_on_the_days_before_only(client, town):
    page = client.get(booked_at(town, 2, "08:00"))
    assert first_answers(page) == (make.DAY.isoformat(), make.later(1).isoformat())


def test_a_later_appointment_can_be_bettered_on_its_own_day_too(client, town):
    page = client.get(booked_at(town, 1, "09:00"))
    assert first_answers(page) == (make.DAY.isoformat(), make.later(1).isoformat())


def test_nothing_earlier_is_looked_for_where_nothing_earlier_can_be(client, town):
    page = client.get(booked_at(town, 0, "08:00")).content.decode()
    assert "There is no earlier time" in page
    assert "Put me on the waiting list" not in page


def test_a_change_of_language_keeps_what_was_typed(client, full_town, booked):
    typed = said(name="Noor", weekdays=["1"], email="noor@", page_language="de")
    answer = client.post(WAIT, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="de"' in page
    assert 'value="Noor"' in page
    assert 'value="noor@"' in page
    assert answer.context["form"]["weekdays"].value() == ["1"]
    assert answer.cookies["django_language"].value == "de"
    assert not KeptWish.objects.exists()
