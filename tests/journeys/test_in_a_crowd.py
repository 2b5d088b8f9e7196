"""When very many look for a time: a browser works a moment by itself, or a person waits."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from anlauf.booking.commands import rush
from anlauf.booking.models import Appointment
from anlauf.core import clock, limits
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.web.citizen import town as towns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TIMES = "/book/identity-card/times/?count=1&where=anywhere"


@pytest.fixture(autouse=True)
def crowded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is five to seven, and the network around the browser is in a hurry."""
    monkeypatch.setattr(limits, "network", lambda _origin: "198.51.100.1")
    monkeypatch.setattr(rush, "HOLDS", limits.Limit("holds", 1_000))
    before = clock.use(clock.StoppedClock(make.AT))
    for _ in range(20):
        limits.count("holds:198.51.100.1", timedelta(minutes=1), at=make.AT)
    yield
    clock.use(before)


def tap(window: Page) -> None:
    towns.town()
    window.goto(TIMES)
    window.get_by_role("button", name="English").click()
    window.get_by_role("button", name="08:00 Altona").click()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_browser_solves_the_task_by_itself(open_window, width):
    with open_window(width=width) as window:
        tap(window)
        expect(window.get_by_role("heading", level=1)).to_have_text("Nearly done", timeout=30_000)
        assert Appointment.objects.get().state == "held"


def test_while_it_works_the_page_says_so(open_window):
    with open_window() as window:
        window.route("**/altcha-worker*.js", lambda _route: None)  # a very slow one
        tap(window)
        expect(window.get_by_role("status")).to_contain_text("You need do nothing.")
        assert serious_faults(window) == []


def test_where_the_work_fails_one_waits(open_window):
    with open_window() as window:
        window.route("**/altcha-worker*.js", lambda route: route.fulfill(status=404))
        tap(window)
        expect(window.get_by_text("Please wait 20 seconds.")).to_be_visible()
        assert serious_faults(window) == []


def test_without_javascript_one_waits_and_presses_a_button(open_window):
    with open_window(javascript=False) as window:
        tap(window)
        expect(window.get_by_role("heading", level=1)).to_have_text("One moment, please")
        window.get_by_role("button", name="Go on").click()  # too early
        expect(window.get_by_text("Please wait 20 seconds.")).to_be_visible()
        clock.use(clock.StoppedClock(make.AT + timedelta(seconds=20)))
        window.reload()
        expect(window.get_by_text("Thank you for waiting.")).to_be_visible()
        window.get_by_role("button", name="Go on").click()
        expect(window.get_by_role("heading", level=1)).to_have_text("Nearly done")
