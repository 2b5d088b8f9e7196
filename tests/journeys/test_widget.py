"""The booking widget on a page that is not ours, under that page's own strict rules."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from anlauf.booking import queries
from anlauf.booking.models import Appointment
from anlauf.booking.values import USUAL
from anlauf.core import clock
from anlauf.directory.models import Offering
from tests import browser, make
from tests.web.citizen import town as towns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Another page</title>
<meta name="viewport" content="width=device-width"><main><h1>Our town</h1>
<anlauf-booking><a href="{city}/services/">Book an appointment</a></anlauf-booking></main>
<script src="{city}/static/anlauf/widget.js" defer></script></html>"""
WORDS = {
    "de": {
        "service": "Personalausweis",
        "show": "Termine zeigen",
        "name": "Ihr Name",
        "email": "E-Mail (freiwillig)",
        "book": "Buchen",
    },
    "en": {
        "service": "Identity card",
        "show": "Show times",
        "name": "Your name",
        "email": "E-mail (optional)",
        "book": "Book",
    },
}
RULES = "default-src 'none'; script-src {city}; connect-src {city}; base-uri 'none'"


@pytest.fixture(autouse=True)
def five_to_seven() -> Iterator[None]:
    """Let the clock stand at five to seven of the usual Monday."""
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def elsewhere(live_server: LiveServer) -> Iterator[str]:
    """The address of a page on another host, which embeds the widget of our city."""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            city = live_server.url
            words = PAGE.format(city=city, lang=self.path.strip("/") or "en").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Security-Policy", RULES.format(city=city))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def window(chromium: Browser, elsewhere: str, city: LiveServer, **how: Any):
    friends = (urlsplit(city.url).netloc,)
    return browser.window(chromium, elsewhere, friends=friends, **how)


def say(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()


@pytest.mark.parametrize("width", [browser.PHONE, browser.DESKTOP])
def test_an_appointment_is_booked_on_a_foreign_page(chromium, elsewhere, live_server, width):
    towns.town()
    with window(chromium, elsewhere, live_server, width=width) as page:
        page.goto("/en")
        page.get_by_role("searchbox").fill("perso")
        say(page, "Search")
        assert browser.serious_faults(page) == []
        say(page, "Identity card")
        page.get_by_label("For how many people?").fill("2")
        say(page, "Show times")
        page.get_by_role("button", name="08:00").first.click()
        expect(page.get_by_text("We keep this time for you until")).to_be_visible()
        assert browser.serious_faults(page) == []
        page.get_by_label("Your name").fill("Kim")
        say(page, "Book")
        expect(page.get_by_text("Your appointment is booked")).to_be_visible()
        assert browser.serious_faults(page) == []
        expect(page.get_by_text(Appointment.objects.get().code)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [browser.PHONE, browser.DESKTOP])
@pytest.mark.parametrize("language", WORDS)
def test_with_a_mailbox_the_link_in_the_letter_confirms(
    chromium, elsewhere, live_server, language, width
):
    towns.town()
    said = WORDS[language]
    with window(chromium, elsewhere, live_server, width=width) as page:
        page.clock.set_fixed_time("2031-01-01T12:00:00Z")  # this computer's clock is years ahead
        page.goto(f"/{language}")
        say(page, said["service"])
        say(page, said["show"])
        page.get_by_role("button", name="08:00").first.click()
        page.get_by_label(said["name"]).fill("Kim")
        page.get_by_label(said["email"]).fill("kim@example.org")
        say(page, said["book"])
        expect(page.get_by_text("kim@example.org")).to_be_visible()
        assert browser.serious_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        kept = Appointment.objects.get()
        assert kept.state == "awaiting_confirmation"

        page.goto(f"{live_server.url}/confirm/{queries.confirm_key(kept)}/")
        page.locator("main form button.kern-btn--primary").click()
        page.wait_for_url("**/appointment/**")
        kept.refresh_from_db()
        assert kept.state == "booked"


def test_a_time_kept_too_long_is_said_to_be_over(chromium, elsewhere, live_server):
    towns.town()
    with window(chromium, elsewhere, live_server) as page:
        page.clock.install(time="2020-01-01T12:00:00Z")  # this computer's clock is years behind
        page.goto("/de")
        say(page, "Personalausweis")
        say(page, "Termine zeigen")
        page.get_by_role("button", name="08:00").first.click()
        expect(page.get_by_label("Ihr Name")).to_be_visible()
        page.clock.run_for(int(USUAL.hold.total_seconds() - 5) * 1000)
        expect(page.get_by_label("Ihr Name")).to_be_visible()
        page.clock.run_for(10_000)
        expect(page.get_by_text("Wir konnten den Termin nicht länger freihalten.")).to_be_visible()
        expect(page.get_by_text("Nächste freie Termine")).to_be_visible()


def test_booking_after_the_time_has_run_out_says_so_and_shows_others(
    chromium, elsewhere, live_server
):
    towns.town()
    with window(chromium, elsewhere, live_server) as page:
        page.goto("/de")
        say(page, "Personalausweis")
        say(page, "Termine zeigen")
        page.get_by_role("button", name="08:00").first.click()
        page.get_by_label("Ihr Name").fill("Kim")
        clock.use(clock.StoppedClock(make.AT + USUAL.hold))  # a demo's clock runs fast
        say(page, "Buchen")
        expect(page.get_by_text("Wir konnten den Termin nicht länger freihalten.")).to_be_visible()
        page.get_by_role("link", name="Alle Termine, Filter und Warteliste").click()
        page.wait_for_url(f"{live_server.url}/book/identity-card/**")


def test_without_javascript_there_is_a_link(chromium, elsewhere, live_server):
    towns.town()
    with window(chromium, elsewhere, live_server, javascript=False) as page:
        page.goto("/en")
        link = page.get_by_role("link", name="Book an appointment")
        expect(link).to_be_visible()
        assert link.get_attribute("href") == f"{live_server.url}/services/"


def test_a_city_that_does_not_answer_leaves_the_link(chromium, elsewhere, live_server):
    towns.town()
    with window(chromium, elsewhere, live_server) as page:
        page.route("**/api/v1/**", lambda route: route.abort())
        page.goto("/en")
        expect(page.get_by_role("link", name="Book an appointment")).to_be_visible()


def test_a_time_that_has_gone_is_answered_with_others(chromium, elsewhere, live_server):
    town = towns.town()
    card = Offering.objects.get(office=town.altona, service=town.card)
    with window(chromium, elsewhere, live_server) as page:
        page.goto("/en")
        say(page, "Identity card")
        say(page, "Show times")
        time = page.get_by_role("button", name="08:00").filter(has_text="altona").first
        expect(time).to_be_visible()
        make.appointment(make.wish(card))
        time.click()
        expect(page.get_by_text("This time has just been taken.")).to_be_visible()
        page.get_by_role("button", name="08:15").first.click()
        expect(page.get_by_text("We keep this time for you until")).to_be_visible()


def test_a_time_not_wanted_after_all_is_free_again(chromium, elsewhere, live_server):
    towns.town()
    with window(chromium, elsewhere, live_server) as page:
        page.goto("/en")
        say(page, "Identity card")
        say(page, "Show times")
        page.get_by_role("button", name="08:00").first.click()
        say(page, "Back")
        expect(page.get_by_text("Next free times")).to_be_visible()
        assert Appointment.objects.get().state == "cancelled"
