"""What the tests of booking for others share: a small town, a phone agent and a clerk of Altona."""

from collections.abc import Iterator

import pytest
from django.test import Client

from anlauf.core import clock
from anlauf.people.models import Person
from anlauf.people.roles import Role
from tests import make
from tests.web.citizen import town as towns


@pytest.fixture(autouse=True)
def five_to_seven() -> Iterator[None]:
    """Let the clock stand at five to seven of the usual Monday."""
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def town(db: None) -> towns.Town:
    """The citizens' town, in which the phone service makes no appointments for foreigners."""
    built = towns.town()
    area = built.foreigners_altona.area
    area.booked_by_phone = False
    area.save()
    return built


@pytest.fixture
def agent(town: towns.Town) -> Person:
    """A phone agent for the whole city."""
    return make.person("phone", role=Role.PHONE_AGENT)


@pytest.fixture
def phone(agent: Person) -> Client:
    """The agent's browser."""
    return logged_in(agent)


@pytest.fixture
def clerk(town: towns.Town) -> Client:
    """The browser of a clerk of the foreigners' office in Altona."""
    return logged_in(make.person("clerk", role=Role.CLERK, at=town.foreigners_altona))


def logged_in(person: Person) -> Client:
    """A browser set to English in which somebody has logged in."""
    browser = towns.english()
    browser.force_login(person)
    return browser
