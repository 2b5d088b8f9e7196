"""From a word to what has to be brought, paid and done."""

import pytest
from django.test import Client

from tests import make


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_start_page_asks_and_shows_a_way_for_everybody(client, town):
    page = words_of(client.get("/"))
    for words in ("What do you need?", "Identity card", "Residence permit", "/appointment/", "115"):
        assert words in page


@pytest.mark.parametrize("words", ["Perso", "perso", "Personalausweiss", "identity"])
def test_people_find_it_by_their_own_words(client, town, words):
    page = client.get("/services/", {"q": words})
    assert page.status_code == 200
    assert 'href="/services/identity-card/"' in words_of(page)


def test_who_finds_nothing_is_told_what_to_do_next(client, town):
    page = words_of(client.get("/services/", {"q": "🦄 unicorn"}))
    assert "We find nothing for “🦄 unicorn”" in page
    assert 'href="/services/"' in page
    assert "tel:115" in page


def test_a_search_of_a_million_letters_is_answered(client, town):
    assert client.get("/services/", {"q": "x" * 1_000_000}).status_code == 200


def test_todays_fee_is_shown_and_yesterdays_is_not(client, town):
    page = words_of(client.get("/services/identity-card/"))
    assert "46.00 €" in page
    assert "37.00" not in page


def test_the_service_page_tells_the_next_free_time(client, town):
    page = words_of(client.get("/services/identity-card/"))
    assert "Mon 23 Nov, 08:00" in page
    assert "15 minutes" in page
    assert "the old document" in page


def test_what_can_be_done_online_says_so_before_anything_else(client, town):
    page = words_of(client.get("/services/passport/"))
    assert page.index("You can do this online") < page.index("Find an appointment")


def test_an_unknown_service_is_a_page_with_a_sentence(client, town):
    page = client.get("/services/unicorn/")
    assert page.status_code == 404
    assert "We do not know this service" in words_of(page)


def test_pages_speak_german(town):
    page = words_of(Client(headers={"Accept-Language": "de"}).get("/services/identity-card/"))
    assert "Personalausweis" in page
    assert "das alte Dokument" in page


def test_an_office_without_hours_promises_no_time(client, town):
    own_way = make.office("migration", hint={"en": "This office gives its own appointments."})
    make.offering(own_way, make.service("naturalisation"))
    page = words_of(client.get("/services/naturalisation/"))
    assert "There are no appointments for this online." in page
    assert "This office gives its own appointments." in page
    assert "/book/naturalisation/" not in page
    assert "You can also book by phone" not in page
    asked = client.get("/book/naturalisation/times/?count=1", follow=True)
    assert asked.redirect_chain[-1][0] == "/services/naturalisation/"
