"""The page on which delivery is watched, and what staff see of a letter that came back."""

from datetime import timedelta

import pytest
from django.test import Client

from anlauf.core import clock, letter_texts
from anlauf.core.letter_texts import Place
from anlauf.core.models import Letter, Line
from anlauf.core.states import LetterState
from anlauf.people.roles import Role
from tests import make
from tests.core import post

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make.person(role=Role.ADMINISTRATOR))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page(client: Client) -> str:
    answer = client.get("/letters/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_outbox_is_said_to_be_well(administrator):
    make.city()
    assert "None in the last seven days." in page(administrator)


def test_a_closed_line_and_a_given_up_letter_are_shown_without_the_address(administrator, settings):
    settings.LETTER_CARRIER = "smtp"
    post.put()
    Letter.objects.update(state=LetterState.FAILED, last_error="SMTPRecipientsRefused: 550")
    Line.objects.create(
        channel="mail", failures=3, shut_until=make.AT + HOUR, last_error="no route"
    )
    shown = page(administrator)
    assert "The server cannot be reached." in shown
    assert "SMTPRecipientsRefused: 550" in shown
    assert "noor@example.org" not in shown


def test_retry_makes_letters_due(administrator):
    letter = post.put()
    Letter.objects.update(state=LetterState.FAILED)
    answer = administrator.post("/letters/retry/", follow=True)
    assert "1 letter is sent within seconds." in answer.content.decode()
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING


def test_doubtful_letters_are_sent_again_when_somebody_has_looked(administrator):
    letter = post.put()
    Letter.objects.update(state=LetterState.DOUBT)
    assert "Letters in doubt" in page(administrator)
    administrator.post("/letters/again/")
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING


def test_an_office_manager_does_not_look_after_delivery(client):
    office = make.office("altona")
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=office))
    assert client.get("/letters/").status_code == 403


def test_an_appointment_whose_mail_came_back_says_so(administrator):
    make.office_day(make.office("altona"), supply=[2] * 24)
    appointment = make.appointment()
    address = f"/agency/appointments/{appointment.pk}/"
    assert "Mail does not reach" not in administrator.get(address).content.decode()

    came_back(appointment)

    assert "Mail does not reach this person" in administrator.get(address).content.decode()


def came_back(appointment) -> None:
    Letter.objects.create(
        channel="mail",
        to="noor@example.org",
        language="en",
        kind="booked",
        thing="booking.appointment",
        thing_number=appointment.pk,
        state=LetterState.SENT,
        written_at=make.AT,
        due_at=make.AT,
        sent_at=make.AT,
        bounced_at=make.AT,
        bounce="5.1.1",
    )


def test_an_office_manager_sees_whom_no_letter_reaches(client):
    office = make.office("altona")
    make.office_day(office, supply=[2] * 24)
    appointment = make.appointment(make.wish(make.offering(office)))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=office))
    assert "Our letters do not reach" not in client.get("/office/altona/").content.decode()

    came_back(appointment)

    shown = client.get("/office/altona/").content.decode()
    assert "Our letters do not reach 1 person with an appointment" in shown
    assert appointment.code in shown
    assert "noor@example.org" not in shown


def test_a_team_lead_is_not_bothered_with_letters(client):
    office = make.office("altona")
    make.office_day(office, supply=[2] * 24)
    came_back(make.appointment(make.wish(make.offering(office))))
    client.force_login(make.person(role=Role.TEAM_LEAD, at=office))
    assert "kern-alert--warning hours-pending" not in client.get("/office/altona/").content.decode()


def test_letters_stand_in_the_bar_for_who_may_look_after_them(administrator, client):
    assert 'href="/letters/"' in page(administrator)


def test_the_citys_own_words_are_written_like_an_offices(administrator):
    make.office("altona")
    address = "/letters/texts/?kind=booked&language=en"
    shown = administrator.get(address).content.decode()
    assert "What all our letters say besides" in shown

    said = {"base": "", "text": "Bring a pen.", "short": ""}
    draft = administrator.post(address, said).content.decode()
    assert "Bring a pen." in draft
    assert "Nothing is saved yet." in draft
    administrator.post(address, said | {"save": "1"})
    assert letter_texts.own(Place(None, "booked", "en"))[0].text == "Bring a pen."

    administrator.post("/letters/texts/undo/?kind=booked&language=en")
    assert letter_texts.own(Place(None, "booked", "en"))[0].text == ""


def test_only_who_looks_after_letters_writes_the_citys_words(client):
    office = make.office("altona")
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=office))
    assert client.get("/letters/texts/").status_code == 403
