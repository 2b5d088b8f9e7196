"""What the loop would change, in a real browser: wide, on a phone, with scripts and without."""

import pytest
from playwright.sync_api import Page, expect

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.demo.replayed import FOREIGNERS, RESIDENTS, book
from anlauf.evaluation import commands
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import Asks, ScenarioState
from anlauf.people.roles import Role
from tests import make
from tests.browser import serious_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/what-the-loop-would-change/"
BETTER = {
    "today": [16.0, 14.0, 18.0],
    "then": [9.5, 8.0, 11.0],
    "change": [-6.5, -7.0, -6.0],
    "part": [-0.41, -0.45, -0.37],
}
WORSE = BETTER | {"change": [3.0, 2.0, 4.0], "then": [19.0, 18.0, 20.0]}


@pytest.fixture(autouse=True)
def rows():
    before = clock.use(clock.StoppedClock(make.AT))
    make.person("planner", role=Role.PLANNER)
    for asks, path in ((Asks.LEADS, RESIDENTS), (Asks.FILES, FOREIGNERS)):
        commands.describe_past(asks, book(path), by=SYSTEM, at=make.AT)
    _finish(Scenario.objects.get(asks=Asks.LEADS), ("lead", "spread", "late", "spring"))
    yield
    clock.use(before)


def _finish(row: Scenario, names: tuple[str, ...]) -> None:
    for number, office in enumerate(make.sure(row.city)["office"]):
        make.office(office["id"], short=office["id"].removeprefix("hh-e-").title())
        one = WORSE if number % 5 == 4 else BETTER
        row.results.setdefault("figures", {})[f"lead/{office['id']}"] = one
        row.results["figures"][f"spring/{office['id']}"] = one
    row.results["figures"] |= dict.fromkeys(names, BETTER)
    row.results |= {"replications": 20, "seed": 7, "code": "c0de", "inputs": "f11e", "complete": 1}
    row.state, row.played_at = ScenarioState.PLAYED, make.AT
    row.save()


def log_in(page: Page) -> None:
    page.goto(PAGE)
    page.fill("#id_login", "planner")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{PAGE}")


def narrow_enough(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_both_halves_are_readable_for_everybody(page: Page):
    log_in(page)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".whatif-chart svg")).to_have_count(1)
    expect(page.locator("tbody tr")).not_to_have_count(0)
    assert serious_faults(page) == []


def test_on_a_phone_nothing_is_wider_than_the_screen(phone: Page):
    log_in(phone)
    assert narrow_enough(phone)
    assert serious_faults(phone) == []


def test_playing_begins_by_keyboard_and_says_how_far_it_is(page: Page):
    log_in(page)
    form = page.locator('form[action$="/files/play/"] button')
    form.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#now-files progress")).to_be_visible()
    assert Scenario.objects.get(asks=Asks.FILES).state == ScenarioState.PLAYING
    assert serious_faults(page) == []
