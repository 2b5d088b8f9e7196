"""What the tests of boards and kiosks share: a service centre at noon."""

from collections.abc import Iterator

import pytest
from django.test import Client

from anlauf.core import clock
from tests.web import floor_scene as scenes


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Let the clock stand at noon of the usual Monday."""
    before = clock.use(clock.StoppedClock(scenes.NOON))
    yield
    clock.use(before)


@pytest.fixture
def client() -> Client:
    """A browser set to English."""
    return scenes.english()


@pytest.fixture
def scene(db: None) -> scenes.Scene:
    """An office with six desks."""
    return scenes.scene()
