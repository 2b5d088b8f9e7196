"""A phone agent helps a caller, a case gets a code, somebody in a hurry claims an urgent time."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState, ClaimState, Share
from anlauf.core import clock
from anlauf.people.roles import Role
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.journeys.floor_windows import log_in, overflow
from tests.web.citizen import town as towns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WINDOWS = [(PHONE, False), (DESKTOP, True)]


@pytest.fixture(autouse=True)
def five_to_seven() -> Iterator[None]:
    """Let the clock stand at five to seven of the usual Monday."""
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


def looked_at(window: Page, *, javascript: bool) -> None:
    """Nothing sticks out, nobody is shut out; axe is a script itself."""
    assert overflow(window) == 0
    if javascript:
        assert serious_faults(window) == []


def in_english(window: Page) -> None:
    window.goto("/imprint/")
    say(window, "English")


def say(window: Page, words: str) -> None:
    window.get_by_role("button", name=words).click()


@pytest.mark.parametrize(("width", "javascript"), WINDOWS)
def test_a_call_from_the_first_word_to_the_printed_page(open_window, width, javascript):
    towns.town()
    agent = make.person("phone", role=Role.PHONE_AGENT)
    with open_window(width=width, javascript=javascript) as window:
        in_english(window)
        log_in(window, agent)
        expect(window).to_have_url(re.compile(r"/agency/$"))
        looked_at(window, javascript=javascript)
        window.get_by_role("searchbox").fill("perso")
        window.keyboard.press("Enter")
        expect(window.get_by_text("One service fits “perso”")).to_be_visible()
        looked_at(window, javascript=javascript)
        window.get_by_role("link", name="Identity card").click()
        looked_at(window, javascript=javascript)
        window.get_by_role("button", name="08:00 Altona").first.click()
        expect(window.get_by_label("Name")).to_be_focused()
        looked_at(window, javascript=javascript)
        window.get_by_label("Name").fill("Amira Haddad")
        window.keyboard.press("Enter")
        expect(window.get_by_text("Read out the code, the day and the time.")).to_be_visible()
        looked_at(window, javascript=javascript)
        code = Appointment.objects.get().code
        expect(window.get_by_text(code)).to_be_visible()

        window.get_by_role("link", name="Next call").click()
        window.get_by_label("Code or name").fill("haddad")
        say(window, "Find")
        assert "haddad" not in window.url.lower()
        looked_at(window, javascript=javascript)
        window.get_by_role("link", name="Mon 23 Nov, 08:00").click()
        window.get_by_role("link", name="Another time").click()
        looked_at(window, javascript=javascript)
        window.get_by_role("button", name="09:00 Harburg").first.click()
        say(window, "Yes, move it")
        expect(window.get_by_text("The code stays the same.")).to_be_visible()
        window.get_by_role("link", name="Print the confirmation").click()
        looked_at(window, javascript=javascript)
        expect(window.get_by_text(code)).to_be_visible()
        window.emulate_media(media="print")
        expect(window.locator(".anlauf-staffbar")).to_be_hidden()
        expect(window.get_by_text(code)).to_be_visible()
    living = Appointment.objects.get(state=AppointmentState.BOOKED)
    assert (living.share, living.day.office.key) == (Share.INTERNAL, "harburg")


@pytest.mark.parametrize(("width", "javascript"), WINDOWS)
def test_an_urgent_claim_from_the_late_times_to_the_reception(open_window, width, javascript):
    town = towns.town()
    make.urgency_rule("journey", name={"en": "I travel soon", "de": "Ich reise"})
    make.release_rule(make.tranche(100, make.opening("urgent")))
    clerk = make.person("clerk", role=Role.CLERK, at=town.altona)
    with open_window(width=width, javascript=javascript) as window:
        in_english(window)
        window.goto("/urgent/")
        expect(window.get_by_role("heading", name="I travel soon")).to_be_visible()
        looked_at(window, javascript=javascript)
        window.goto("/book/identity-card/urgent/?count=1&where=anywhere")
        looked_at(window, javascript=javascript)
        window.get_by_label("I travel soon").check()
        window.get_by_label("On which date?").fill("2027-03-01")
        say(window, "Show urgent times")
        expect(window.get_by_text("counts for a date from today to").first).to_be_visible()
        looked_at(window, javascript=javascript)
        window.get_by_label("On which date?").fill("2026-11-30")
        say(window, "Show urgent times")
        looked_at(window, javascript=javascript)
        window.get_by_role("button", name="08:00 Altona").first.click()
        say(window, "Book now")
        expect(window.get_by_text("the ticket")).to_be_visible()

        log_in(window, clerk)
        window.goto("/counter/altona/reception/")
        expect(window.get_by_text("Ask for: the ticket")).to_be_visible()
        looked_at(window, javascript=javascript)
        window.get_by_role("button", name="Shown", exact=False).first.click()
        expect(window.get_by_text("Noted: the proof was shown.")).to_be_visible()
    assert Appointment.objects.get().claim == ClaimState.PROVED


@pytest.mark.parametrize(("width", "javascript"), WINDOWS)
def test_a_code_is_made_printed_and_used(open_window, width, javascript):
    towns.town()
    agent = make.person("phone", role=Role.PHONE_AGENT)
    with open_window(width=width, javascript=javascript) as window:
        in_english(window)
        log_in(window, agent)
        window.get_by_role("link", name="Invitations").click()
        looked_at(window, javascript=javascript)
        window.get_by_label("Service").select_option(label="Identity card")
        window.get_by_label("Valid until").fill("2026-12-07")
        window.get_by_label("Language of the letter").select_option("en")
        say(window, "Make the letter")
        looked_at(window, javascript=javascript)
        code = window.locator(".agency-paper__letters").inner_text()

        window.goto("/invitation/")
        looked_at(window, javascript=javascript)
        window.get_by_label("Your code").fill(code.lower())
        say(window, "Continue")
        looked_at(window, javascript=javascript)
        window.get_by_role("link", name="08:00 Altona").first.click()
        looked_at(window, javascript=javascript)
        say(window, "Book now")
        expect(window.get_by_text("Your appointment is booked")).to_be_visible()

        window.goto("/invitation/")
        window.get_by_label("Your code").fill(code)
        say(window, "Continue")
        expect(window.get_by_text("already been booked with this code").first).to_be_visible()
    assert Appointment.objects.get().share == Share.INVITATION
