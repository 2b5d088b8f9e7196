"""What the tests of applications share: a stopped clock, a town, a browser set to English."""

from collections.abc import Iterator

import pytest
from django.test import Client

from anlauf.cases.models import Kind
from anlauf.core import clock
from tests import make
from tests.web.citizen import town as towns
from tests.web.matters import town


@pytest.fixture(autouse=True)
def five_to_seven() -> Iterator[None]:
    """Let the clock stand at five to seven of the usual Monday."""
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def client() -> Client:
    """A browser set to English."""
    return towns.english()


@pytest.fixture
def kind(db: None) -> Kind:
    """A residence permit that can be applied for."""
    return town.town()
