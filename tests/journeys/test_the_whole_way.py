"""An extension on a phone, in English and in Arabic: from the first question to the erased papers.

Everybody does their part in a browser: the person, the case worker, the kiosk and the desk.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import translation
from playwright.sync_api import FilePayload, Page, expect

from anlauf.booking import commands as booking
from anlauf.booking.models import Appointment
from anlauf.cases import commands, queries
from anlauf.cases.models import Case, Paper
from anlauf.cases.states import CaseState, PaperState
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.models import Letter
from anlauf.core.queries import letter
from anlauf.floor import commands as floor
from anlauf.floor.models import DeskSession
from anlauf.people.models import Person
from anlauf.people.roles import Role
from tests import languages, make
from tests.browser import PHONE, serious_faults
from tests.cases.papers import files
from tests.journeys.floor_windows import in_english, log_in, overflow, set_up_kiosk
from tests.web.matters import town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHOTO: FilePayload = {
    "name": "passport.jpg",
    "mimeType": "image/jpeg",
    "buffer": files.picture((600, 400)),
}
SCAN: FilePayload = {"name": "enrolment.pdf", "mimeType": "application/pdf", "buffer": files.pdf()}
PICK_UP_DAY = make.later(3)
SOON = 60_000  # ms; a machine may be busy
OF_THE_CITY = ("Service centre", "the old document", "Pick-up of the card")
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@dataclass(frozen=True)
class House:
    """The office that decides, with who works there."""

    key: str
    number: int
    worker: Person
    clerk: Person


@pytest.fixture(autouse=True)
def the_morning() -> Iterator[None]:
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def house() -> House:
    kind = town.town()
    office = kind.service.offerings.get(office__key="altona-f").office
    make.desk(office)
    kind.pick_up = make.service(
        "pick-up", name={"de": "Abholung", "en": "Pick-up of the card"}, skill_key="foreigners"
    )
    kind.save()
    make.offering(office, kind.pick_up, minutes=10)
    make.office_day(office, on=PICK_UP_DAY, skills=["foreigners"])
    worker = make.person("worker", role=Role.CASE_WORKER, at=office)
    clerk = make.person("clerk", role=Role.CLERK, at=office, skills=["foreigners"])
    return House(office.key, office.pk, worker, clerk)


@dataclass(frozen=True)
class Someone:
    """Who applies, on their phone, in their language; what is said here in English is theirs."""

    window: Page
    language: str

    def word(self, english: str) -> str:
        """The sentence as the page says it."""
        with translation.override(self.language):
            return translation.gettext(english)

    def press(self, english: str) -> None:
        """Press a button."""
        self.look()
        self.window.get_by_role("button", name=self.word(english)).first.click()

    def follow(self, english: str) -> None:
        """Follow a link that looks like a button."""
        self.look()
        self.window.get_by_role("link", name=self.word(english)).first.click()

    def answer(self, words: str) -> None:
        """Fill in the one field of a question's page and go on."""
        self.window.locator("[name=answer]").fill(words)
        self.press("Continue")

    def reads(self, english: str) -> None:
        """Find the sentence on the page."""
        expect(self.window.get_by_text(self.word(english)).first).to_be_visible(timeout=SOON)

    def look(self) -> None:
        """Nothing sticks out, and the page speaks one language, its way."""
        assert overflow(self.window) == 0, self.window.url
        root = self.window.locator("html")
        expect(root).to_have_attribute("lang", self.language, timeout=SOON)
        if self.language == "ar":
            expect(root).to_have_attribute("dir", "rtl")
            assert english_sentences(self.window) == [], self.window.url

    def look_closely(self) -> None:
        """Nobody is shut out either."""
        self.look()
        assert serious_faults(self.window) == [], self.window.url

    def open_letter(self) -> Letter:
        """Read the last letter, in their language, and follow its first link."""
        row = Letter.objects.exclude(kind__startswith="booking").latest("pk")
        assert row.language == self.language
        words = make.sure(letter(row.pk))
        self.window.goto(make.sure(re.search(r"https?://[^/\s]+(/\S+)", words.body))[1])
        return words


def english_sentences(window: Page) -> list[str]:
    """Lines with three English words in a row, but for the names the city has given."""
    found: list[str] = window.evaluate(
        """() => {
            const shown = document.querySelector("main").innerText.split("\\n");
            return shown.filter(line => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(line));
        }"""
    )
    return [line for line in found if not any(words in line for words in OF_THE_CITY)]


@pytest.fixture(params=["en", "ar"])
def someone(request, open_window, settings, tmp_path) -> Iterator[Someone]:
    if request.param == "ar":
        languages.learn("ar", settings, tmp_path)
    with open_window(width=PHONE) as window:
        window.set_default_timeout(SOON)
        yield Someone(window, request.param)


def test_an_extension_from_the_first_question_to_the_erased_papers(house, someone, open_window):
    @contextmanager
    def at_work(person: Person) -> Iterator[Page]:
        with open_window() as window:
            window.set_default_timeout(SOON)
            in_english(window)
            log_in(window, person)
            yield window

    apply(someone)
    case = Case.objects.get()
    page = f"/casework/{house.key}/case/{case.code}/"
    with at_work(house.worker) as window:
        ask_for_the_enrolment(window, page)
    hand_in_the_enrolment(someone)
    with at_work(house.worker) as window:
        accept_and_invite(window, page)

    book_with_the_code(someone)
    be_served(open_window, house, "08:00", make.DAY)
    assert Case.objects.get().state == CaseState.DECIDING
    clock.use(clock.StoppedClock(make.moment("07:00", make.later(2))))
    with at_work(house.worker) as window:
        grant_and_make(window, page)

    book_the_pick_up(someone)
    be_served(open_window, house, "09:00", PICK_UP_DAY)
    assert Case.objects.get().state == CaseState.CLOSED
    someone.window.goto(f"/case/{queries.status_key(case)}/")
    someone.reads("Your application is finished.")
    see_it_erased(someone, case)


def apply(someone: Someone) -> None:
    """The form, its papers but one, and the receipt."""
    window = someone.window
    window.goto("/apply/permit/")
    window.locator(f"button[name=language][value={someone.language}]").click()
    someone.follow("Begin now")
    window.get_by_text("Studies").click()
    someone.press("Continue")
    for words in ("Mina Rahimi", "1990-05-17", "22765", "mina@example.org"):
        someone.answer(words)
    window.locator("input[name=answer][value=no]").check(force=True)
    someone.press("Continue")
    someone.answer("")
    someone.look_closely()
    window.locator("#paper-passport input[type=file], input[type=file]").first.set_input_files(
        PHOTO
    )
    someone.press("Hand in file")
    expect(window.get_by_text("passport.jpg").first).to_be_visible(timeout=SOON)
    someone.follow("Continue")
    window.locator("[name=true]").check()
    someone.press("Hand in")
    someone.reads("We have your application")
    someone.look_closely()


def ask_for_the_enrolment(window: Page, case: str) -> None:
    """The case worker looks into it and writes one letter."""
    window.goto(case)
    window.get_by_role("button", name="Begin to check").click()
    window.get_by_role("link", name="Ask for papers").click()
    for box in window.locator("main input[type=checkbox]").all():
        box.uncheck()
    window.get_by_label("Enrolment").check()
    window.get_by_role("button", name="Send the letter").click()
    expect(window.locator(".casework-state")).to_contain_text("Waiting for papers", timeout=SOON)


def hand_in_the_enrolment(someone: Someone) -> None:
    """The letter's link leads to the page on which it is handed in."""
    someone.open_letter()
    someone.reads("Papers are missing. It is your turn.")
    someone.look_closely()
    someone.window.locator("input[type=file]").last.set_input_files(SCAN)
    someone.window.locator(".matters-upload button").last.click()
    someone.reads("We have your paper")


def accept_and_invite(window: Page, case: str) -> None:
    """Everything is there: the person may come."""
    window.goto(case)
    while window.get_by_role("button", name=re.compile("^Accept")).count():
        window.get_by_role("button", name=re.compile("^Accept")).first.click()
        window.wait_for_load_state()
    back = window.get_by_role("button", name="Back to checking")
    if back.count():
        back.click()
    window.get_by_role("button", name="Invite to the visit").click()
    expect(window.get_by_text("The person was told.").first).to_be_visible(timeout=SOON)


def book_with_the_code(someone: Someone) -> None:
    """The code comes in the order of the work list; with it a time is chosen."""
    assert booking.invite_waiting(by=SYSTEM, at=clock.now()) == 1
    words = someone.open_letter()
    code = make.sure(CODE.search(words.body))[0]
    window = someone.window
    window.get_by_role("textbox").fill(code.lower().replace("-", " "))
    someone.press("Continue")
    someone.follow("08:00")
    someone.press("Book now")
    someone.reads("Your appointment is booked")
    someone.look_closely()


def be_served(open_window: Callable[..., object], house: House, time: str, on: date) -> None:
    """Check in at the kiosk, be called to the desk, served and finished."""
    clock.use(clock.StoppedClock(make.moment(time, on)))
    made = Appointment.objects.latest("pk")
    with open_window() as kiosk:  # type: ignore[attr-defined]
        kiosk.set_default_timeout(SOON)
        set_up_kiosk(kiosk, made.day.office)
        kiosk.click("text=English")
        kiosk.click("text=I have an appointment")
        for letter_of_code in made.code.replace("-", ""):
            kiosk.click(f"button[name=press][value='{letter_of_code}']")
        kiosk.click("button:has-text('Check in')")
        expect(kiosk.locator(".ticket__number")).to_be_visible(timeout=SOON)
    with open_window() as window:  # type: ignore[attr-defined]
        window.set_default_timeout(SOON)
        in_english(window)
        log_in(window, house.clerk)
        window.goto(f"/counter/{house.key}/")
        window.locator("button[name=desk]").first.click()
        expect(window.locator("#verb-next")).to_be_visible(timeout=SOON)
        window.keyboard.press("n")
        expect(window.locator("#verb-start")).to_be_visible(timeout=SOON)
        window.keyboard.press("s")
        expect(window.locator("#verb-finish")).to_be_visible(timeout=SOON)
        window.keyboard.press("f")
        expect(window.locator("#status")).to_contain_text("is finished", timeout=SOON)
    for session in DeskSession.objects.filter(ended_at=None):
        floor.log_off(session, at=clock.now())


def grant_and_make(window: Page, case: str) -> None:
    """Decide, and say that the card is there."""
    window.goto(case)
    window.get_by_role("link", name="Decide").click()
    window.get_by_text("Granted", exact=True).click()
    window.get_by_role("button", name="Look at it as the person will").click()
    window.get_by_role("button", name="Decide so").click()
    window.get_by_role("button", name="It is ready to be picked up").click()
    expect(window.get_by_text("The person was told that it is ready.").first).to_be_visible(
        timeout=SOON
    )


def book_the_pick_up(someone: Someone) -> None:
    """The letter says that it lies ready; a time is chosen, which belongs to the application."""
    someone.open_letter()
    someone.reads("It is ready. You can pick it up.")
    someone.press("Choose a time to pick it up")
    someone.follow("09:00")
    someone.press("Book now")
    someone.reads("Your appointment is booked")
    assert Appointment.objects.latest("pk").case == Case.objects.get()


def see_it_erased(someone: Someone, case: Case) -> None:
    """Papers and contact leave by themselves; what is left says nothing of whom it was about."""
    later = make.moment("07:00", make.later(3 + case.kind.keep_days + 1))
    clock.use(clock.StoppedClock(later))
    assert commands.forget_cases(at=later) == 1
    assert set(Paper.objects.values_list("state", flat=True)) == {PaperState.ERASED}
    someone.window.reload()
    expect(someone.window.get_by_text("Mina Rahimi")).to_have_count(0)
    someone.look_closely()
