"""Looking back in a browser: wide and narrow, by keyboard, and nothing for axe to find."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.demo import opinions, past
from anlauf.directory.models import Office
from anlauf.engine.alerts import Verdict
from anlauf.evaluation import commands
from anlauf.evaluation.queries.watching import Facts, Finding
from anlauf.evaluation.states import AlertKind
from anlauf.evaluation.values import Reported
from anlauf.people.roles import Role
from anlauf.staffing import commands as staffing
from tests import make
from tests.browser import DESKTOP, PHONE, serious_faults

PAGES = (
    *("/figures/", "/figures/?figure=satisfied", "/figures/week/", "/figures/week/?office=harburg"),
    *("/figures/services/", "/figures/service/passport/", "/figures/access/", "/figures/funnel/"),
    *("/figures/survey/", "/figures/office/harburg/", "/figures/office/harburg/survey/"),
    *("/figures/alerts/", "/figures/history/", "/figures/earlier/", "/figures/about/"),
    *("/figures/office/harburg/earlier/", "/figures/reports/", "/figures/ask/", "/open-data/"),
    "/city/figures/posts/",
)
ALERTS: Mapping[AlertKind, Facts] = {
    AlertKind.PROMISE: {"level": 8.5, "slope": 0.2, "chance": 0.83, "hard": 0.6},
    AlertKind.QUEUE: {"plays": 94, "people": 7, "closes_at": make.moment("18:00").isoformat()},
    AlertKind.SURVEY: {"usual": 0.8, "now": 0.6, "answers": 200, "weeks": 5},
    AlertKind.GAP: {},
}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def a_past():
    """Five offices of two areas with eleven weeks behind them."""
    before = clock.use(clock.StoppedClock(make.moment("09:00")))
    foreigners = make.area("foreigners")
    passport = make.service("passport", name={"de": "Reisepass beantragen", "en": "A passport"})
    offices = [make.office(key) for key in ("harburg", "altona", "suederelbe")]
    for office in offices:
        make.offering(office, passport)
    for key in ("mitte-foreigners", "nord-foreigners"):
        make.office(key, area=foreigners)
    past.invent(make.DAY, at=make.AT)
    opinions.invent(make.DAY, at=make.AT)
    reported(offices)
    steering = make.person("steering", role=Role.STEERING)
    steering.memberships.create(role=Role.PLANNER)
    yield
    clock.use(before)


def reported(offices: Sequence[Office]) -> None:
    """An alert of each kind, a sheet of earlier figures, and posts."""
    for office, (kind, facts) in zip([*offices, None], ALERTS.items(), strict=True):
        number = office.pk if office else None
        commands.settle(Finding(kind, number, Verdict.RAISE, facts), at=make.AT)
    values = [
        Reported(offices[0].pk, date(2024, month, 1), figure, value)
        for month in (3, 4)
        for figure, value in (("visits", 1200.0 + month), ("no_show", 0.12))
    ]
    origin = commands.Origin("past.csv", "Monatsberichte", "0" * 64)
    kept = commands.keep_sheet(values, origin, by=SYSTEM, at=make.AT)
    commands.load_sheet(kept.pk, by=SYSTEM, at=make.AT)
    staffing.set_posts({offices[0].pk: Decimal(12)}, make.DAY, by=SYSTEM, at=make.AT)


def log_in(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#id_login", "steering")
    page.fill("#id_password", make.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{address}")


def overflow(page: Page) -> int:
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wider))


def test_how_long_did_people_wait_in_suederelbe_and_why(page, phone):
    for window in (page, phone):
        log_in(window, "/figures/")
        assert (serious_faults(window), overflow(window)) == ([], 0)

        window.get_by_role("link", name="Suederelbe").click()

        expect(window.locator("#why-title")).to_be_visible()
        expect(window.locator("#heat-title")).to_be_visible()
        assert (serious_faults(window), overflow(window)) == ([], 0)


def test_a_number_leads_to_its_meaning_without_scripts(page_without_js):
    log_in(page_without_js, "/figures/")
    page_without_js.get_by_role("link", name="Vorlaufzeit").first.click()
    expect(page_without_js.locator("#lead-title")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_every_page_of_figures_fits_and_has_nothing_for_axe_to_find(open_window, width):
    with open_window(width=width) as window:
        log_in(window, "/figures/")
        faults = {
            address: (serious_faults(window), overflow(window))
            for address in PAGES
            if window.goto(address)
        }
    assert {address: found for address, found in faults.items() if found != ([], 0)} == {}


def test_from_the_first_page_to_june_in_suederelbe_and_why(page):
    """The question a city officer is asked; three taps and no date to type."""
    page.goto("/")
    log_in(page, "/city/")
    page.get_by_role("link", name="The promise").first.click()
    page.get_by_role("list", name="One month").get_by_role("link").nth(-2).click()
    page.get_by_role("link", name="Suederelbe").click()

    expect(page.locator("h1")).to_contain_text("Suederelbe")
    expect(page.locator("#why-title")).to_be_visible()
