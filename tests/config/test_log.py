"""Keys that open an appointment stay out of the log."""

import logging
from typing import cast

import pytest
from django.conf import settings

from anlauf.config.log import WithoutKeys

KEY = "k3-_" * 10 + "abc"


def said(message: str, *facts: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, facts, None)
    assert WithoutKeys().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (f"/appointment/{KEY}/", "/appointment/…/"),
        (f"/api/v1/holds/{KEY}", "/api/v1/holds/…"),
        (f"/appointment/found/{KEY}:{KEY}/", "/appointment/found/…/"),
        ("/services/foreigners-residence-title/", "/services/foreigners-residence-title/"),
    ],
)
def test_a_key_in_an_address_is_left_out(address, written):
    assert said("%s: %s", "Not Found", address) == f"Not Found: {written}"


def test_lines_without_an_address_pass_as_they_are():
    assert said("Ready.") == "Ready."
    assert said("%d letters", 3) == "3 letters"


def test_everything_that_is_printed_goes_this_way():
    handlers = cast(dict[str, dict[str, list[str]]], settings.LOGGING["handlers"])
    assert all("without_keys" in handler["filters"] for handler in handlers.values())
