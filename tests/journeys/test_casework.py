"""Casework for everybody: axe finds nothing serious, nothing sticks out, the keyboard is enough."""

from datetime import timedelta

import pytest

from anlauf.cases import commands
from anlauf.cases.commands.foresee import foresee_backlogs
from anlauf.cases.models import Case
from anlauf.cases.states import Side, StopCause
from anlauf.cases.values import DatesSaid, FileHours, FileTime
from anlauf.core import clock
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.people.roles import Role
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.journeys.floor_windows import in_english, log_in, overflow

pytestmark = pytest.mark.django_db(transaction=True)
READY = [{"key": "ok", "sort": "granted", "name": {"en": "All met"}, "text": {"en": "You may."}}]


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


def on_a_roster() -> FileTime:
    """Two people with three hours of files a day, for four weeks."""
    days = [make.later(day) for day in range(28)]
    return FileTime(
        frozenset(days), (FileHours(frozenset({"residents"}), 2, dict.fromkeys(days, 180)),)
    )


@pytest.fixture
def case() -> Case:
    """A case with papers, messages, others and a bundle, among more cases of its office."""
    make.city()
    office = make.office("ours")
    kind = make.case_kind(papers=["passport", "contract"], decisions=READY, law_months=3)
    some = [
        make.case(
            kind,
            at_office=office,
            at=make.AT - timedelta(days=8 * number),
            dates=DatesSaid(permit_ends=make.later(5 + number), hardship=number == 1),
        )
        for number in range(8)
    ]
    first = commands.start_checking(some[0], by=SYSTEM, at=make.AT)
    demands = list(first.demands.order_by("pk"))
    commands.papers_handed_in(first, [demands[0].pk], by=CITIZEN, at=make.AT)
    commands.write_message(first, Side.PERSON, "When will it be ready?", by=CITIZEN, at=make.AT)
    commands.write_to(first, StopCause.AUTHORITY, "the embassy", by=SYSTEM, at=make.AT)
    commands.answered(first, StopCause.AUTHORITY, "the embassy", by=SYSTEM, at=make.AT)
    commands.put_together(some[:2], "Rahimi family", by=SYSTEM, at=make.AT)
    make.person("lead", role=Role.CASE_LEAD, at=office)
    foresee_backlogs({office.pk: on_a_roster()}, by=SYSTEM, at=make.AT)
    return Case.objects.get(pk=first.pk)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_every_page_is_for_everybody(case, open_window, width):
    person = make.person("worker", role=Role.CASE_LEAD, at=case.office)
    make.person("reader", role=Role.DATA_PROTECTION, at=case.office)
    with open_window(width=width) as page:
        in_english(page)
        log_in(page, person)
        own = f"/casework/ours/case/{case.code}/"
        bundle = f"/casework/ours/bundle/{case.bundle_id}/"
        more = ("", "?standing=waiting", "search/", "hand-over/", "backlog/")
        addresses = [f"/casework/ours/{each}" for each in more]
        for address in (*addresses, own, f"{own}papers/", f"{own}decision/?words=ok", bundle):
            page.goto(address)
            assert serious_faults(page) == [], address
            assert overflow(page) == 0, address


def test_the_lead_reads_which_file_time_the_forecast_counts_on(case, page):
    in_english(page)
    log_in(page, make.person("boss", role=Role.CASE_LEAD, at=case.office))
    page.goto("/casework/ours/backlog/")
    assert "the file hours of the published roster." in page.locator("main").inner_text()
    page.locator("summary", has_text="File hours on the roster").press("Enter")
    assert page.get_by_role("cell", name="84", exact=True).is_visible()  # 28 days of three hours
    assert serious_faults(page) == []


def test_the_list_is_worked_through_by_keyboard(case, page):
    in_english(page)
    log_in(page, make.person("worker", role=Role.CASE_WORKER, at=case.office))
    page.goto("/casework/ours/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-row]").nth(1)
    assert second.evaluate("row => row === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/**")
    page.keyboard.press("l")
    page.wait_for_url("**/casework/ours/")
    page.keyboard.press("n")
    page.wait_for_url("**/case/**")
    assert "This case is yours now." in page.content()


def test_a_decision_is_made_without_javascript(case, page_without_js):
    page = page_without_js
    case.demands.update(needed=False)
    in_english(page)
    log_in(page, make.person("worker", role=Role.CASE_WORKER, at=case.office))
    page.goto(f"/casework/ours/case/{case.code}/")
    page.click("text=Decide")
    page.click("text=All met")
    page.click("text=Look at it as the person will")
    page.click("text=Decide so")
    assert "Decided. The person was told." in page.content()
