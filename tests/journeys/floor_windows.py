"""How the floor's stories open windows: as the clerk, at the kiosk, before the board."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.directory.models import Office
from anlauf.people import commands as people
from anlauf.people.commands import NewDevice
from anlauf.people.models import Person
from anlauf.people.states import DeviceKind
from tests import make

SILENCE = re.compile(r"console: htmx:(sendError|afterRequest), ")


def log_in(page: Page, person: Person) -> None:
    """Log in the way everybody does."""
    page.goto("/login/")
    page.fill("[name=login]", person.login)
    page.fill("[name=password]", make.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def set_up_kiosk(page: Page, office: Office) -> None:
    """Make this window the kiosk of the office, the way somebody from IT does."""
    new = NewDevice(DeviceKind.KIOSK, "Entrance", office.pk)
    _device, code = people.add_device(new, by=SYSTEM, at=clock.now())
    page.goto(f"/device/?code={code}")
    page.click("form button[type=submit].big--main")
    page.wait_for_url(f"**/kiosk/{office.key}/")


def in_english(page: Page) -> None:
    """Read the pages in English, whatever the browser prefers."""
    page.set_extra_http_headers({"Accept-Language": "en"})


@contextmanager
def silent_server() -> Iterator[None]:
    """Expect that htmx complains about requests nobody answered, and about nothing else."""
    with pytest.raises(AssertionError) as complaints:
        yield
    unexpected = [line for line in str(complaints.value).splitlines() if not SILENCE.match(line)]
    assert unexpected == []


def overflow(page: Page) -> int:
    """How many pixels of the page stick out to the side."""
    page.wait_for_load_state()
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(0, width)
