"""The code alone tells when and where; only with the contact left at booking does the link open."""

from typing import Any

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.values import Contact, Line, Wish
from anlauf.core import clock
from anlauf.core.actors import CITIZEN
from tests import make

NOBODYS_CODE = "2222-2222"


@pytest.fixture
def book(town):
    """Books eight o'clock in Altona for somebody."""

    def booked(**contact: Any):
        wish = Wish((Line(town.card.pk),), town.altona.pk, make.DAY, make.tick("08:00"))
        return make.appointment(wish, contact=Contact(**contact))

    return booked


def find(client, code):
    return client.post("/appointment/", {"code": code})


def test_the_code_tells_time_and_place_but_not_whose(client, book):
    mine = book(name="Kim Kowalski", email="kim@example.org")
    page = client.get(find(client, mine.code.lower().replace("-", " ")).url).content.decode()
    assert "Monday, 23 November 2026, 08:00" in page
    for private in ("Kowalski", "kim@example.org", "Identity card", queries.manage_key(mine)):
        assert private not in page


@pytest.mark.parametrize(
    "contact", ["kim@example.org", " KIM@example.org ", "0151 234 567 89", "+49 151 23456789"]
)
def test_who_knows_the_contact_gets_to_the_own_page(client, book, contact):
    mine = book(email="kim@example.org", phone="0151/23456789")
    found = find(client, mine.code).url
    assert client.post(found, {"contact": contact}).url == (
        f"/appointment/{queries.manage_key(mine)}/"
    )


@pytest.mark.parametrize("contact", ["", "else@example.org", "89", "23456780", "🦄"])
def test_who_does_not_know_it_is_told_so(client, book, contact):
    found = find(client, book(email="kim@example.org", phone="0151/23456789").code).url
    response = client.post(found, {"contact": contact})
    assert response.status_code == 422
    assert 'id="errors"' in response.content.decode()


def test_who_left_nothing_is_sent_to_the_link_or_the_phone(client, book):
    found = find(client, book().code).url
    assert "You left neither e-mail nor number" in client.get(found).content.decode()
    assert client.post(found, {"contact": "x"}).status_code == 422


@pytest.mark.parametrize("code", ["", "123", "A" * 8, "🦄" * 8, "x" * 50_000, "AAAA-\x00"])
def test_a_code_with_a_slip_is_noticed(client, town, code):
    assert find(client, code).status_code == 422


def test_an_unknown_code_is_told_so_and_guessing_is_slowed_down(client, town):
    answers = [find(client, NOBODYS_CODE).status_code for _ in range(7)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_guessing_the_contact_is_slowed_down(client, book):
    found = find(client, book(email="kim@example.org").code).url
    answers = [client.post(found, {"contact": f"{n}@example.org"}).status_code for n in range(7)]
    assert (answers[0], answers[-1]) == (422, 429)
    assert client.post(found, {"contact": "kim@example.org"}).status_code == 429


def test_after_half_an_hour_the_code_must_be_typed_again(client, book):
    found = find(client, book().code).url
    clock.use(clock.StoppedClock(make.moment("07:26")))
    assert client.get(found).status_code == 422


def test_a_word_nobody_signed_opens_nothing(client, town):
    for word in ("x", "WzEsMV0:x", "x" * 500):
        assert client.get(f"/appointment/found/{word}/").status_code == 422


def test_a_cancelled_appointment_is_not_found(client, book):
    mine = book()
    found = find(client, mine.code).url
    commands.cancel(mine, by=CITIZEN, at=make.AT)
    assert find(client, mine.code).status_code == 422
    assert client.get(found).status_code == 422
