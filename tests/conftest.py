"""What every test may ask for: browser windows; and how tests are sorted into kinds."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from anlauf.booking.snapshots import policies
from anlauf.cases import figures
from anlauf.cases.queries.expected import paces
from anlauf.config import programs
from anlauf.directory import queries as directory
from anlauf.web.common import city
from anlauf.web.common.pieces import PIECES
from tests import browser

# How long an example takes says something of the machine, nothing of the property.
settings.register_profile(
    "anlauf", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("anlauf")

OpenWindow = Callable[..., AbstractContextManager[Page]]
LEFT_OUT = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all stories of a process."""
    # Playwright's loop runs in this thread, which makes Django fear for its connections.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with browser.chromium() as running:
        yield running


@pytest.fixture
def open_window(chromium: Browser, live_server: LiveServer) -> OpenWindow:
    """Windows on the live city, wide or narrow, with or without JavaScript."""
    return partial(browser.window, chromium, live_server.url)


@pytest.fixture
def page(open_window: OpenWindow) -> Iterator[Page]:
    """A window on a desk."""
    with open_window() as page:
        yield page


@pytest.fixture
def phone(open_window: OpenWindow) -> Iterator[Page]:
    """A window as wide as a phone."""
    with open_window(width=browser.PHONE) as page:
        yield page


@pytest.fixture
def page_without_js(open_window: OpenWindow) -> Iterator[Page]:
    """A window that runs no script."""
    with open_window(javascript=False) as page:
        yield page


@pytest.fixture(autouse=True)
def fresh_city() -> None:
    """A process knows its city for life; every test has a city of its own."""
    city.forget()
    PIECES.forget()
    policies.forget()
    directory.zone.cache_clear()
    directory.holiday_region.cache_clear()
    directory.map_of_city.cache_clear()
    paces.cache_clear()
    figures.forget()


def pytest_report_header() -> str:
    """Say which PostgreSQL the tests run on."""
    own = "a server of this run" if "throwaway" in os.environ["DATABASE_URL"] else "DATABASE_URL"
    return f"PostgreSQL: {own}, programs of version {programs.version()}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the kinds that show by themselves; leave the stories out where there is no browser."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if Path(item.path).parent.name == "races":
            item.add_marker(pytest.mark.race)
    if browser.CHROMIUM is None:
        left_out = [item for item in items if item.get_closest_marker("browser")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
        _remember(config, [item.nodeid for item in left_out])


def _remember(config: pytest.Config, names: list[str]) -> None:
    config.stash[LEFT_OUT] = names
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = names


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over from a worker which tests it left out."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", [])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name the tests that were left out, so that nobody takes them for passed."""
    left_out = config.stash.get(LEFT_OUT, [])
    if left_out:
        terminalreporter.section(f"left out, because there is no Chromium: {len(left_out)}")
        terminalreporter.write_line("\n".join(left_out))
