"""What the tests of the floor share."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def count_statements():
    """Count what a block asks the database."""

    @contextmanager
    def counting():
        with CaptureQueriesContext(connection) as statements:
            yield statements

    return counting
