"""Somebody applies on a phone: form, papers, receipt, a missing paper, a visit, a card, the end."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from anlauf.booking import commands as booking
from anlauf.cases import commands, queries
from anlauf.cases.models import Case
from anlauf.cases.states import DecisionSort, DemandState, Side
from anlauf.core import clock
from anlauf.core.actors import Actor, Kind
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.cases.papers import files
from tests.web.matters import town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLERK = Actor(Kind.STAFF, 1)
PHOTO: FilePayload = {
    "name": "passport.jpg",
    "mimeType": "image/jpeg",
    "buffer": files.picture((600, 400)),
}
SCAN: FilePayload = {"name": "enrolment.pdf", "mimeType": "application/pdf", "buffer": files.pdf()}
NO_PAPER: FilePayload = {"name": "holiday.txt", "mimeType": "text/plain", "buffer": b"hello"}


@pytest.fixture(autouse=True)
def five_to_seven() -> Iterator[None]:
    """Let the clock stand at five to seven of the usual Monday."""
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


def seen(window: Page, *, javascript: bool) -> None:
    """Nobody is shut out of the page, and nothing sticks out of it; axe is a script itself."""
    if javascript:
        assert serious_faults(window) == []
        window.wait_for_load_state()
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")


def say(window: Page, words: str) -> None:
    window.get_by_role("button", name=words).first.click()


def answer(window: Page, words: str, *, javascript: bool) -> None:
    """Fill in the one field of a question's page and go on."""
    seen(window, javascript=javascript)
    window.get_by_role("heading", level=1).locator("label").click()
    window.locator("[name=answer]").fill(words)
    say(window, "Continue")


@pytest.mark.parametrize(("width", "javascript"), [(PHONE, True), (PHONE, False), (DESKTOP, True)])
def test_a_residence_permit_from_the_first_question_to_the_card(open_window, width, javascript):
    kind = town.town()
    kind.pick_up = make.service("pick-up", name={"de": "Abholung", "en": "Pick-up of the card"})
    kind.save()
    with open_window(width=width, javascript=javascript) as window:
        window.goto("/services/residence-permit/")
        say(window, "English")
        seen(window, javascript=javascript)
        window.get_by_role("link", name="Apply online").click()
        seen(window, javascript=javascript)
        window.get_by_role("link", name="Begin now").click()
        seen(window, javascript=javascript)
        window.get_by_text("Studies").click()
        say(window, "Continue")
        answer(window, "Mina Rahimi", javascript=javascript)
        answer(window, "1990-05-17", javascript=javascript)
        window.go_back()
        expect(window.locator("[name=answer]")).to_have_value("1990-05-17")
        say(window, "Continue")
        window.get_by_role("link", name="Go on later").click()
        seen(window, javascript=javascript)
        window.get_by_role("link", name="Go on now").click()
        answer(window, "22765", javascript=javascript)
        answer(window, "", javascript=javascript)
        window.get_by_text("No", exact=True).click()
        say(window, "Continue")
        answer(window, "", javascript=javascript)

        _papers(window, javascript=javascript)
        window.get_by_role("link", name="Continue").click()
        seen(window, javascript=javascript)
        window.get_by_role("link", name="Change – Name?").click()
        window.locator("[name=answer]").fill("Mina Karimi")
        say(window, "Save")
        expect(window.get_by_text("Mina Karimi")).to_be_visible()
        say(window, "Hand in")
        expect(window.get_by_role("alert")).to_contain_text("Please confirm this")
        seen(window, javascript=javascript)
        window.get_by_label("What I have said here").check()
        say(window, "Hand in")
        case = Case.objects.get()
        expect(window.get_by_text(case.code).first).to_be_visible()
        seen(window, javascript=javascript)

        _status(window, case, javascript=javascript)


def _papers(window: Page, *, javascript: bool) -> None:
    expect(window.get_by_role("heading", level=1)).to_have_text("Your papers")
    field = window.get_by_label("Choose a file or take a photo – Passport")
    field.set_input_files(NO_PAPER)
    say(window, "Hand in file – Passport")
    expect(window.get_by_text("holiday.txt: This is not a PDF")).to_be_visible()
    seen(window, javascript=javascript)
    field.set_input_files(PHOTO)
    say(window, "Hand in file – Passport")
    expect(window.get_by_text("passport.jpg").first).to_be_visible()
    seen(window, javascript=javascript)


def _status(window: Page, case: Case, *, javascript: bool) -> None:
    window.goto("/case/")
    seen(window, javascript=javascript)
    window.get_by_label("Your number").fill(case.code)
    window.get_by_label("Date of birth").fill("1990-05-17")
    say(window, "Continue")
    expect(window.get_by_text("Nobody has looked into it yet.")).to_be_visible()
    seen(window, javascript=javascript)

    held = commands.start_checking(case, by=CLERK, at=make.AT)
    missing = held.demands.get(rule__key="enrolment")
    commands.ask_for_papers(held, [missing.pk], by=CLERK, at=make.AT)
    commands.write_message(held, Side.OFFICE, "Please send it soon.", by=CLERK, at=make.AT)
    window.reload()
    expect(window.get_by_text("It is your turn.")).to_be_visible()
    seen(window, javascript=javascript)
    window.get_by_label("Choose a file or take a photo – Enrolment").set_input_files(SCAN)
    say(window, "Hand in file – Enrolment")
    expect(window.get_by_text("We have your paper")).to_be_visible()
    window.get_by_label("Your message").fill("Here it is.")
    say(window, "Send the message")
    expect(window.get_by_text("Your message is sent")).to_be_visible()
    seen(window, javascript=javascript)

    ready = commands.invite_to_visit(Case.objects.get(), by=CLERK, at=make.AT)
    booking.invite_for_case(ready, by=CLERK, at=make.AT)
    window.goto(f"/case/{queries.status_key(case)}/")
    window.get_by_role("link", name="Choose an appointment").click()
    window.get_by_role("link", name="08:00").first.click()
    say(window, "Book")
    window.goto(f"/case/{queries.status_key(case)}/")
    expect(window.get_by_text("08:00")).to_be_visible()
    seen(window, javascript=javascript)

    commands.visited(Case.objects.get(), by=CLERK, at=make.AT)
    for demand in ready.demands.all():
        commands.weigh(demand, DemandState.ACCEPTED, by=CLERK, at=make.AT)
    worker = make.person()
    commands.decide(Case.objects.get(), DecisionSort.GRANTED, "", worker, by=CLERK, at=make.AT)
    commands.card_is_here(Case.objects.get(), by=CLERK, at=make.AT)
    window.reload()
    expect(window.get_by_text("It is ready. You can pick it up.")).to_be_visible()
    make.offering(case.office, make.sure(case.kind.pick_up))
    window.reload()
    expect(window.get_by_text("Opening hours")).to_be_visible()
    seen(window, javascript=javascript)
    window.get_by_role("link", name="My data").click()
    seen(window, javascript=javascript)
    window.get_by_role("link", name="Back to my application").click()
    window.get_by_role("link", name="Withdraw the application").click()
    seen(window, javascript=javascript)
    window.get_by_role("link", name="No, go back").click()

    commands.hand_out(Case.objects.get(), by=CLERK, at=make.AT)
    window.reload()
    expect(window.get_by_text("Your application is finished.")).to_be_visible()
    seen(window, javascript=javascript)
