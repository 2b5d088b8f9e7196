"""My appointment: the link shows it, moves it and cancels it; afterwards the page says so."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact, Line, Wish
from anlauf.core import clock
from anlauf.core.actors import CITIZEN, DEVICE
from anlauf.floor import commands as floor
from anlauf.floor.queries import visit_key
from tests import make
from tests.web.citizen.town import Town, word

PAGE = "6f1b7a9e-0000-4000-8000-000000000000"


def booked(town: Town, *, at_clock: str = "08:00") -> Appointment:
    wish = Wish((Line(town.card.pk, 2),), town.altona.pk, make.DAY, make.tick(at_clock))
    contact = Contact("Kim", "kim@example.org", language="en")
    return make.appointment(wish, contact=contact)


@pytest.fixture
def mine(town) -> str:
    """The address of an appointment's own page."""
    return f"/appointment/{queries.manage_key(booked(town))}/"


def living() -> Appointment:
    return Appointment.objects.exclude(state__in=["moved", "cancelled"]).get()


def test_the_page_says_when_where_and_what_to_bring(client, mine):
    page = client.get(mine).content.decode()
    for words in ("Monday, 23 November 2026", "08:00", "2 × Identity card", "the old document"):
        assert words in page
    assert living().code in page
    assert "data:image/svg+xml" in page


def test_after_arriving_the_page_leads_to_the_place_in_the_queue(client, mine):
    floor.check_in(living().code, living().day.office_id, by=DEVICE, at=make.AT)
    page = client.get(mine).content.decode()
    link = f"/visit/{visit_key(living())}/"
    assert link in page
    assert client.get(link).status_code == 200


def test_it_stays_in_no_cache(client, mine):
    assert "no-store" in client.get(mine)["Cache-Control"]


def test_the_calendar_file_carries_the_time(client, mine):
    response = client.get(f"{mine}calendar.ics")
    assert response["Content-Type"].startswith("text/calendar")
    assert "DTSTART;TZID=Europe/Berlin:20261123T080000" in response.content.decode()


def test_moving_shows_free_times_of_every_office_and_asks_once_more(client, mine):
    page = client.get(f"{mine}move/").content.decode()
    target = f"{mine}move/confirm/?time={word('harburg', '08:30').replace(':', '%3A')}"
    assert target.replace("&", "&amp;") in page
    confirm = client.get(target).content.decode()
    assert "Is this the time you want?" in confirm
    assert living().starts_at == make.moment("08:00")


def test_after_moving_code_and_link_stay(client, mine):
    code = living().code
    address = f"{mine}move/confirm/?time={word('harburg', '08:30')}"
    for _retry in range(2):
        response = client.post(address, {"request": PAGE})
        assert response.url == f"{mine}?just=moved"
    now = living()
    assert (now.code, now.starts_at) == (code, make.moment("08:30"))
    assert now.day.office.key == "harburg"
    assert "Your appointment has a new time" in client.get(response.url).content.decode()


def test_a_time_taken_meanwhile_leaves_the_appointment_as_it_was(client, town, mine):
    booked(town, at_clock="08:30")
    address = f"{mine}move/confirm/?time={word('altona', '08:30')}"
    response = client.post(address, {"request": PAGE})
    assert response.status_code == 409
    assert "This time is no longer free" in response.content.decode()
    assert client.get(mine).status_code == 200


@pytest.mark.parametrize("time", ["", "🦄", word("altona-f", "08:00"), word("moon", "08:00")])
def test_an_office_that_may_not_serve_this_is_refused(client, mine, time):
    assert client.get(f"{mine}move/confirm/", {"time": time}).status_code == 422
    assert client.post(f"{mine}move/confirm/?time={time}", {"request": PAGE}).status_code == 422


def test_cancelling_asks_once_and_frees_the_time(client, town, mine):
    assert "Cancel this appointment?" in client.get(f"{mine}cancel/").content.decode()
    for _retry in range(2):
        assert client.post(f"{mine}cancel/").url == mine
    gone = client.get(mine)
    assert gone.status_code == 410
    page = gone.content.decode()
    assert "Your appointment is cancelled" in page
    assert "/book/identity-card/?count=2" in page
    assert word("altona", "08:00") in free_times(client)


def free_times(client: Client) -> str:
    return client.get("/book/identity-card/times/?count=1&where=anywhere").content.decode()


def test_a_cancelled_appointment_neither_moves_nor_cancels(client, mine):
    client.post(f"{mine}cancel/")
    for page in ("move/", "move/confirm/?time=x", "cancel/"):
        assert client.get(f"{mine}{page}").status_code == 410


def test_when_the_time_has_come_nothing_can_be_changed(client, mine):
    clock.use(clock.StoppedClock(make.moment("08:05")))
    page = client.get(mine).content.decode()
    assert "Cancel the appointment" not in page
    assert client.post(f"{mine}cancel/").status_code == 409


def test_after_the_visit_the_page_says_it_is_over(client, town, mine):
    appointment = living()
    commands.arrive(appointment, by=CITIZEN, at=make.AT + timedelta(hours=1))
    assert client.get(mine).status_code == 200
    commands.end(appointment, AppointmentState.SERVED, by=CITIZEN, at=make.AT + timedelta(hours=2))
    response = client.get(mine)
    assert response.status_code == 410
    assert "This appointment is over" in response.content.decode()


def test_a_wrong_link_opens_nothing(client, town):
    for page in ("", "move/", "cancel/", "calendar.ics", "move/confirm/"):
        response = client.get(f"/appointment/nobody-knows-this/{page}")
        assert response.status_code == 404


def test_who_must_use_one_office_moves_only_there(client, town):
    wish = Wish((Line(town.permit.pk),), town.foreigners_altona.pk, make.DAY, make.tick("08:00"))
    permit = commands.book(wish, Contact(), request_key=uuid4(), by=CITIZEN, at=make.AT)
    page = client.get(f"/appointment/{queries.manage_key(permit)}/move/").content.decode()
    assert "altona-f." in page
    assert "harburg-f." not in page


def test_nobody_moves_to_an_office_that_may_not_be_competent_for_them(client, town):
    """The office serves two districts; in which of them somebody lives was never stored."""
    both = [make.district("altona"), make.district("harburg")]
    town.foreigners_altona.districts.set(both)
    everywhere = make.office("everywhere-f", area=town.foreigners_altona.area)
    everywhere.districts.set([*both, make.district("mitte")])
    make.offering(everywhere, town.permit, minutes=30, most=1)
    make.office_day(everywhere, skills=["foreigners"], supply=[1] * 24)
    wish = Wish((Line(town.permit.pk),), town.foreigners_altona.pk, make.DAY, make.tick("08:00"))
    permit = commands.book(wish, Contact(), request_key=uuid4(), by=CITIZEN, at=make.AT)
    page = client.get(f"/appointment/{queries.manage_key(permit)}/move/").content.decode()
    assert "altona-f." in page
    assert "everywhere-f." in page
    assert "harburg-f." not in page  # competent for one of the two only
