"""Two people wait for one time: the first is asked, silence passes it on, others see nothing."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment, KeptWish, Offer, OfficeDay
from anlauf.booking.states import AppointmentState, WishState
from anlauf.booking.values import Line, Wish
from anlauf.core import clock
from anlauf.core.actors import CITIZEN
from anlauf.core.models import Letter
from anlauf.core.writers import worded
from anlauf.engine.grid import TICKS
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.web.citizen import town as towns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TIMES = "/book/identity-card/times/?count=1&where=anywhere"
WINDOWS = [(PHONE, True), (DESKTOP, True), (PHONE, False)]


@pytest.fixture(autouse=True)
def five_to_seven() -> Iterator[None]:
    """Let the clock stand at five to seven of the usual Monday."""
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


def one_time_and_somebody_has_it() -> Appointment:
    """A town in which nothing is free: its only time on Thursday is taken."""
    town = towns.town()
    OfficeDay.objects.exclude(office=town.altona, date=make.later(3)).delete()
    supply = bytearray(TICKS)
    supply[make.tick("08:00") : make.tick("08:15")] = b"\x01" * 3
    OfficeDay.objects.update(supply=bytes(supply))
    wish = Wish((Line(town.card.pk),), town.altona.pk, make.later(3), make.tick("08:00"))
    return make.appointment(wish)


def say(window: Page, words: str) -> None:
    window.get_by_role("button", name=words).click()


def fine(window: Page, *, javascript: bool) -> None:
    """Nobody is shut out of the page, and nothing sticks out of it."""
    if javascript:
        assert serious_faults(window) == []
        window.wait_for_load_state()
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


def goes_on_the_list(window: Page, *, javascript: bool, phone: str = "") -> KeptWish:
    """Look, find nothing, and be put on the list."""
    window.goto(TIMES)
    say(window, "English")
    fine(window, javascript=javascript)
    window.get_by_role("link", name="Keep looking for me").click()
    fine(window, javascript=javascript)
    window.get_by_label("Mobile number").fill(phone)
    say(window, "Put me on the waiting list")
    expect(window.get_by_role("heading", level=1)).to_have_text("You are on the waiting list")
    fine(window, javascript=javascript)
    return KeptWish.objects.latest("pk")


@pytest.mark.parametrize(("width", "javascript"), WINDOWS)
def test_two_people_wait_and_the_one_who_answers_gets_it(open_window, width, javascript):
    booked = one_time_and_somebody_has_it()
    window = open_window(width=width, javascript=javascript)
    with window as first, open_window(width=width) as second, open_window() as public:
        goes_on_the_list(first, javascript=javascript)
        goes_on_the_list(second, javascript=True, phone="040 123456")
        expect(second.get_by_text("1 person looks for something similar")).to_be_visible()

        commands.cancel(booked, by=CITIZEN, at=make.AT)

        first.reload()
        expect(first.get_by_role("heading", level=1)).to_have_text("A time is free for you")
        expect(first.get_by_text("We keep it for you alone")).to_contain_text("until 08:30")
        fine(first, javascript=javascript)
        expect(second.get_by_role("heading", level=1)).to_have_text("You are on the waiting list")
        public.goto(TIMES)
        say(public, "English")
        expect(public.get_by_text("There is no free time like this")).to_be_visible()

        too_late = make.moment("08:30")
        clock.use(clock.StoppedClock(too_late))
        commands.pass_on_offers(at=too_late)

        say(first, "Yes, I take it")
        expect(first.get_by_role("heading", level=1)).to_have_text(
            "This time is no longer kept for you"
        )
        fine(first, javascript=javascript)
        letter = worded(Letter.objects.get(kind="wish_offer", to="040 123456"))
        address = re.search(r"/offer/\S+", letter.body)
        assert address is not None
        second.goto(address[0])
        expect(second.get_by_text("We keep it for you alone until 09:00")).to_be_visible()
        fine(second, javascript=True)
        public.reload()
        expect(public.get_by_text("There is no free time like this")).to_be_visible()

        say(second, "Yes, I take it")
        expect(second.get_by_text("Your appointment is booked")).to_be_visible()
        taken = Appointment.objects.get(state=AppointmentState.BOOKED)
        expect(second.get_by_text(taken.code, exact=True)).to_be_visible()

        first.get_by_role("link", name="My place on the waiting list").click()
        expect(first.get_by_role("heading", level=1)).to_have_text("You are on the waiting list")
        first.get_by_role("link", name="Leave the waiting list").click()
        fine(first, javascript=javascript)
        say(first, "Yes, take me off the list")
        expect(first.get_by_role("heading", level=1)).to_have_text(
            "You are no longer on the waiting list"
        )
        fine(first, javascript=javascript)
    assert set(KeptWish.objects.values_list("state", flat=True)) == {
        WishState.FULFILLED,
        WishState.WITHDRAWN,
    }


def test_an_offer_appears_by_itself_while_somebody_looks_at_their_page(page):
    booked = one_time_and_somebody_has_it()
    wish = goes_on_the_list(page, javascript=True)
    commands.cancel(booked, by=CITIZEN, at=make.AT)

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("A time is free for you", timeout=20_000)
    say(page, "No, keep looking")
    expect(page.get_by_text("Somebody else gets that time")).to_be_visible()
    assert queries.open_offer(wish) is None


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_an_earlier_time_takes_the_place_of_a_later_one(open_window, width):
    booked = one_time_and_somebody_has_it()
    harburg = make.appointment(_later())
    with open_window(width=width) as window:
        window.goto(f"/appointment/{queries.manage_key(harburg)}/")
        say(window, "English")
        window.get_by_role("link", name="Find me an earlier time").click()
        fine(window, javascript=True)
        say(window, "Put me on the waiting list")
        expect(window.get_by_text("Your appointment stays yours")).to_be_visible()
        commands.cancel(booked, by=CITIZEN, at=make.AT)

        window.reload()
        expect(window.get_by_text("it replaces your appointment of")).to_be_visible()
        fine(window, javascript=True)
        say(window, "Yes, I take it")
        expect(window.get_by_text("Your appointment has a new time")).to_be_visible()
        expect(window.get_by_text(harburg.code, exact=True)).to_be_visible()
    assert Offer.objects.get().appointment.moved_from == harburg


def _later() -> Wish:
    """A time in Harburg nine days from now."""
    offering = Appointment.objects.get().services.get().service.offerings.get(office__key="harburg")
    make.office_day(offering.office, on=make.later(9), supply=[1] * 3)
    return make.wish(offering, on=make.later(9))
