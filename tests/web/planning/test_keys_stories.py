"""IT's and planners' rarer pages in a real browser: nobody is shut out, nothing sticks out."""

import pytest
from playwright.sync_api import expect

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.people import commands
from anlauf.people.roles import Role
from anlauf.people.scopes import Scope
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults
from tests.journeys.floor_windows import in_english, log_in, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.moment("09:00")))
    make.city()
    make.office()
    yield
    clock.use(before)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_keys_of_programs_are_for_everybody(open_window, width):
    for name in ("Service portal of the state", "Job centre"):
        program, _key = commands.admit_program(name, list(Scope), by=SYSTEM, at=make.AT)
    commands.dismiss_program(program, by=SYSTEM, at=make.AT)
    with open_window(width=width) as page:
        in_english(page)
        log_in(page, make.person(role=Role.ADMINISTRATOR))
        page.goto("/keys/")
        page.locator("summary", has_text="Service portal").press("Enter")
        assert serious_faults(page) == []
        assert overflow(page) == 0
        page.get_by_label("Whose key is it?").fill("Portal")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="The key of “Portal”")).to_be_visible()
        assert serious_faults(page) == []
        assert overflow(page) == 0


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_figures_for_cases_are_for_everybody(open_window, width):
    with open_window(width=width) as page:
        in_english(page)
        log_in(page, make.person(role=Role.PLANNER))
        page.goto("/city/figures/cases/")
        expect(page.locator("h1")).to_be_visible()
        assert serious_faults(page) == []
        assert overflow(page) == 0
