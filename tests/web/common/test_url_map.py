"""Every address has exactly one guard."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

KNOWN = {"public", "device", "staff", "needs", "at_office"}


def pages(rows: Iterable[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for row in rows:
        address = f"{before}{row.pattern}"
        if isinstance(row, URLResolver):
            yield from pages(row.url_patterns, address)
        elif isinstance(row, URLPattern):
            yield address, row.callback


def operations(view: Any) -> list[Any]:
    """The functions behind one address: the API answers several methods at each."""
    path_view = getattr(view, "__self__", None)
    found = getattr(path_view, "operations", None)
    return [operation.view_func for operation in found] if found else [view]


MAP = [
    (address, operation)
    for address, page in pages(get_resolver().url_patterns)
    for operation in operations(page)
]


@pytest.mark.parametrize(("address", "view"), MAP, ids=[f"/{address}" for address, _ in MAP])
def test_it_says_who_may_come(address, view):
    guard = getattr(view, "guard", None)
    assert guard is not None, f"/{address} has no guard."
    assert guard.split()[0] in KNOWN


def test_the_map_is_not_empty():
    assert len(MAP) > 5
