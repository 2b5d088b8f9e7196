"""What the counter's tests share: a service centre at noon and a clerk's browser."""

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
def scene(db: None) -> scenes.Scene:
    """An office with six desks."""
    return scenes.scene()


@pytest.fixture
def browser(scene: scenes.Scene) -> Client:
    """A browser in which the clerk has logged in."""
    return scenes.logged_in(scene.clerk)
