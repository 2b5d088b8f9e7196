"""What the citizen's tests share: a stopped clock, a small town, a browser set to English."""

from collections.abc import Iterator

import pytest
from django.test import Client

from anlauf.core import clock
from tests import make
from tests.web.citizen import town as towns


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
def town(db: None) -> towns.Town:
    """Three offices for residents and two for foreigners."""
    return towns.town()
