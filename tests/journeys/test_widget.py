"""The booking widget on a page that is not ours, under that page's own strict rules."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from anlauf.booking.models import Appointment
from anlauf.core import clock
from anlauf.directory.models import Offering
from tests import browser, make
from tests.web.citizen import town as towns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Another page</title>
<meta name="viewport" content="width=device-width"><main><h1>Our town</h1>
<anlauf-booking><a href="{city}/find/">Book an appointment</a></anlauf-booking></main>
<script src="{city}/static/anlauf/widget.js" defer></script></html>"""
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


def test_with_a_mailbox_the_link_in_the_letter_confirms(chromium, elsewhere, live_server):
    towns.town()
    with window(chromium, elsewhere, live_server) as page:
        page.goto("/de")
        page.get_by_role("searchbox").fill("perso")
        say(page, "Suchen")
        page.get_by_role("button", name="Personalausweis").first.click()
        say(page, "Termine zeigen")
        page.get_by_role("button", name="08:00").first.click()
        page.get_by_label("Ihr Name").fill("Kim")
        page.get_by_label("E-Mail (freiwillig)").fill("kim@example.org")
        say(page, "Buchen")
        expect(page.get_by_text("kim@example.org")).to_be_visible()
        assert Appointment.objects.get().state == "awaiting_confirmation"


def test_without_javascript_there_is_a_link(chromium, elsewhere, live_server):
    towns.town()
    with window(chromium, elsewhere, live_server, javascript=False) as page:
        page.goto("/en")
        link = page.get_by_role("link", name="Book an appointment")
        expect(link).to_be_visible()
        assert link.get_attribute("href") == f"{live_server.url}/find/"


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
