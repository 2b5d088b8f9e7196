"""Hamburg, read and loaded once for all tests of a file that only look."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from anlauf.core.actors import SYSTEM
from anlauf.directory.imports import folder
from anlauf.directory.imports.folder import Reading
from anlauf.directory.imports.load import load
from tests import make
from tests.directory import HAMBURG


@pytest.fixture(scope="session")
def hamburg() -> Reading:
    """What the shipped files say."""
    return folder.read(HAMBURG)


@pytest.fixture(scope="module")
def in_hamburg(
    hamburg: Reading, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The shipped city as rows, gone after the file."""
    assert hamburg.described is not None
    with django_db_blocker.unblock(), transaction.atomic():
        load(hamburg.described, by=SYSTEM, at=make.AT)
        yield
        transaction.set_rollback(True)
