"""The door for web servers."""

from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from anlauf.config.wsgi import application

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("peer", "origin"), [("127.0.0.1", "198.51.100.7"), ("203.0.113.5", "203.0.113.5")]
)
def test_only_a_proxy_on_this_machine_says_where_a_request_comes_from(peer, origin):
    request: dict[str, Any] = {
        "PATH_INFO": "/api/v1/health",
        "REMOTE_ADDR": peer,
        "HTTP_X_FORWARDED_FOR": "192.0.2.1, 198.51.100.7",
    }
    setup_testing_defaults(request)

    application(request, lambda *_answer: None)

    assert request["REMOTE_ADDR"] == origin
