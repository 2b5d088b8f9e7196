"""No address of the interfaces for programs leads to a case, also for the most powerful key."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from anlauf.cases import queries
from anlauf.cases.models import Case, Demand
from anlauf.core.actors import SYSTEM
from anlauf.people import commands as people
from anlauf.people.scopes import Scope
from tests import make

pytestmark = pytest.mark.django_db
METHODS = ["get", "post", "put", "delete"]


def patterns(rows: Iterable[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for row in rows:
        address = f"{before}{row.pattern}"
        if isinstance(row, URLResolver):
            yield from patterns(row.url_patterns, address)
        elif row.callback.__module__.startswith(("anlauf.api", "ninja")):
            yield address, row


ADDRESSES = dict(patterns(get_resolver().url_patterns))


def tries(address: str, pattern: URLPattern, case: Case) -> Iterator[str]:
    """The address with everything a case is known by in the place of what it asks for."""
    words = (case.code, str(case.pk), queries.status_key(case))
    for word in words:
        filled = "/" + address
        for converter in ("uuid:", "str:", "slug:", "int:", ""):
            for name in pattern.pattern.converters:
                usual = str(UUID(int=7)) if converter == "uuid:" else word
                filled = filled.replace(f"<{converter}{name}>", usual)
        yield filled


@pytest.fixture
def case() -> Case:
    made = make.case(make.case_kind(papers=["passport"]), at_office=make.office("theirs"))
    return Case.objects.get(pk=made.pk)


def test_the_walk_covers_the_interfaces():
    assert len(ADDRESSES) > 20
    assert any("submissions" in address for address in ADDRESSES)


@pytest.mark.parametrize("method", METHODS)
def test_no_interface_tells_of_a_case_or_changes_it(client: Client, case, method):
    _program, key = people.admit_program("Forms", tuple(Scope), by=SYSTEM, at=make.AT)
    before = Case.objects.filter(pk=case.pk).values().get()
    said = {"processId": case.pk, "authKey": case.code, "code": case.code, "case": case.code}
    for address, pattern in ADDRESSES.items():
        for filled in tries(address, pattern, case):
            answer = getattr(client, method)(
                filled, said, headers={"Authorization": f"Bearer {key}"}
            )
            assert answer.status_code < 500, filled
            assert case.name not in answer.content.decode(errors="replace"), filled
    assert Case.objects.filter(pk=case.pk).values().get() == before
    assert set(Demand.objects.filter(case=case).values_list("state", flat=True)) == {"open"}
