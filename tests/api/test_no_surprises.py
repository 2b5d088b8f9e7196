"""Whatever is sent, the interface answers as its description says, and never breaks."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from anlauf.api.urls import v1
from anlauf.config.wsgi import application
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OPERATIONS = [
    pytest.param((path, method), id=f"{method} {path}")
    for path, methods in v1.get_openapi_schema()["paths"].items()
    for method in methods
]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the test's transaction open over every request, as Django's own client does."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def interface(db, one_connection):
    """A small city that answers in this process."""
    found = make.offering(make.office("altona"), make.service("passport"))
    make.office_day(found.office)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_is_described(interface, operation):
    path, method = operation

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(interface[path][method].as_strategy())
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
