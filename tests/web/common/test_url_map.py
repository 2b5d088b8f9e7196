"""Every address has exactly one guard."""

import inspect
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

KNOWN = {
    "public",
    "device",
    "kiosk",
    "program",
    "staff",
    "needs",
    "needs_somewhere",
    "at_office",
}
# The interface's description of itself, which its framework serves to everybody.
DESCRIPTION = {"api/v1/", "api/v1/openapi.json"}


def pages(rows: Iterable[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for row in rows:
        address = f"{before}{row.pattern}"
        if isinstance(row, URLResolver):
            yield from pages(row.url_patterns, address)
        elif isinstance(row, URLPattern):
            yield address, row.callback


def answers(view: Any) -> list[Any]:
    """The functions behind one address: the interface has one for each method."""
    if not inspect.isfunction(view):
        return [view]
    path_view = inspect.getclosurevars(view).nonlocals.get("self")
    operations = getattr(path_view, "operations", None)
    return [operation.view_func for operation in operations] if operations else [view]


MAP = [
    (address, answer)
    for address, view in pages(get_resolver().url_patterns)
    if address not in DESCRIPTION
    for answer in answers(view)
]


@pytest.mark.parametrize(("address", "answer"), MAP, ids=[f"/{address}" for address, _ in MAP])
def test_it_says_who_may_come(address, answer):
    guard = getattr(answer, "guard", None)
    assert guard is not None, f"/{address} has no guard."
    assert guard.split()[0] in KNOWN


@pytest.mark.parametrize("face", ["", "city/", "login/", "api/v1/health"])
def test_the_map_covers_every_face(face):
    assert face in {address for address, _answer in MAP}
