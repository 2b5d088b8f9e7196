"""Sentences that name a figure of the policy name the one that holds."""

import pytest

from anlauf.booking import queries
from anlauf.booking.models import PolicyRule
from anlauf.booking.snapshots import policies
from anlauf.booking.values import Contact
from anlauf.core import clock
from anlauf.core.models import Letter
from anlauf.core.writers import worded
from tests import make
from tests.web.citizen import town as towns

pytestmark = pytest.mark.django_db

WAIT = "/book/identity-card/wait/?count=1&where=anywhere"


@pytest.fixture(autouse=True)
def other_figures(client):
    """Figures that the city has chosen itself."""
    before = clock.use(clock.StoppedClock(make.AT))
    figures = {"offer_minutes": 45, "most_silences": 5, "contact_days": 7, "horizon_days": 50}
    PolicyRule.objects.create(figures=figures)
    policies.forget()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    yield
    policies.forget()
    clock.use(before)


def page(client, address: str) -> str:
    return str(client.get(address).content, "utf-8")


def test_the_order_of_the_list_is_told_with_its_figures(client):
    towns.town()
    shown = page(client, WAIT)
    assert "an offer waits for 45 minutes, at night until 08:45 in the morning" in shown
    assert "does not answer 5 times in a row" in shown
    assert "half an hour" not in shown


def test_privacy_names_the_days_after_which_names_are_deleted(client):
    towns.town()
    assert "7 days after your visit we delete" in page(client, "/privacy/")


def test_the_letter_and_the_page_of_an_entry_name_how_long_an_offer_waits(client):
    town = towns.town()
    offering = town.card.offerings.get(office=town.altona)
    wish = make.kept_wish(offering, contact=Contact(email="kim@example.org", language="en"))
    letter = Letter.objects.get(kind="wish_kept")
    assert "usually for 45 minutes, at night until 08:45" in worded(letter).body
    shown = page(client, f"/wish/{queries.wish_key(wish)}/")
    assert "You then have 45 minutes to answer; at night you have until 08:45" in shown
