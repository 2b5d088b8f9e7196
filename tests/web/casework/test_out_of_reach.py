"""Cases of other offices are out of reach by every address there is, also by those to come."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, SlugConverter

from anlauf.cases import commands
from anlauf.cases.models import Case, Demand
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
ROLES = [Role.CASE_WORKER, Role.CASE_LEAD, Role.DATA_PROTECTION]


def patterns() -> Iterator[URLPattern]:
    """Every address of the case workers' face, from the table of addresses itself."""
    for each in get_resolver().url_patterns:
        if isinstance(each, URLResolver) and each.app_name == "casework":
            yield from (inner for inner in each.url_patterns if isinstance(inner, URLPattern))


PATTERNS = {pattern.name: pattern for pattern in patterns() if pattern.name != "door"}


def addresses(office: str, case: Case) -> Iterator[tuple[str, str]]:
    """Each address below this office, as if the case were there."""
    demand = case.demands.values_list("pk", flat=True).first()
    known = {
        "office": office,
        "code": case.code,
        "demand": demand,
        "number": case.bundle_id,
        "uid": UUID(int=7),
    }
    for name, pattern in PATTERNS.items():
        words = {}
        for key, converter in pattern.pattern.converters.items():
            usual = 1 if isinstance(converter, IntConverter) else "check"
            words[key] = known.get(key) or usual
            assert key in known or isinstance(converter, IntConverter | SlugConverter), (
                f"Say in this test what {key} stands for."
            )
        yield str(name), reverse(f"casework:{name}", kwargs=words)


@pytest.fixture
def case() -> Case:
    """A case with everything that addresses might lead to."""
    kind = make.case_kind(papers=["passport"])
    found = make.case(kind, at_office=make.office("theirs"))
    other = make.case(kind, at_office=found.office)
    commands.start_checking(found, by=SYSTEM, at=make.AT)
    commands.put_together([found, other], "family", by=SYSTEM, at=make.AT)
    return Case.objects.get(pk=found.pk)


def everything(case: Case) -> list[object]:
    return [
        Case.objects.filter(pk=case.pk).values().get(),
        list(Demand.objects.filter(case=case).values()),
        JournalEntry.objects.count(),
    ]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_works_elsewhere_finds_no_way_to_a_case(client: Client, case, role, method):
    client.force_login(make.person(role=role, at=make.office("mine")))
    before = everything(case)
    for name, address in addresses("theirs", case):
        answer = getattr(client, method)(address, {"words": "x", "step": "check"})
        assert answer.status_code in {403, 405}, f"{name} answered {answer.status_code}"
        assert case.name not in answer.content.decode()
    assert everything(case) == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_ones_own_office_does_not_lead_to_another_offices_case(client: Client, case, method):
    client.force_login(make.person(role=Role.CASE_LEAD, at=make.office("mine")))
    before = everything(case)
    for name, address in addresses("mine", case):
        answer = getattr(client, method)(address, {"words": "x", "step": "check"})
        if {"code", "number"} & PATTERNS[name].pattern.converters.keys():
            assert answer.status_code in {404, 405}, f"{name} answered {answer.status_code}"
        assert case.name not in answer.content.decode()
    assert everything(case) == before


def test_the_walk_would_notice_an_open_door(client: Client, case):
    """Control: somebody of that office does reach the case by these addresses."""
    client.force_login(make.person(role=Role.CASE_LEAD, at=case.office))
    reached = [client.get(address).status_code for _name, address in addresses("theirs", case)]
    assert reached.count(200) >= 4


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.STEERING, Role.OFFICE_MANAGER])
def test_who_steers_or_administers_has_no_business_in_cases(client: Client, case, role):
    client.force_login(make.person(role=role))
    for _name, address in addresses("theirs", case):
        assert client.get(address).status_code in {403, 405}


def test_a_stranger_is_asked_to_log_in(client: Client, case):
    for _name, address in addresses("theirs", case):
        answer = client.get(address)
        assert answer.status_code in {302, 405}


def test_another_offices_case_cannot_be_put_beside_ones_own(client: Client, case):
    mine = make.case(at_office=make.office("mine"))
    client.force_login(make.person(role=Role.CASE_WORKER, at=mine.office))
    address = reverse("casework:bundle_with", args=["mine", mine.code])
    client.post(address, {"code": case.code, "name": "together"})
    mine.refresh_from_db()
    assert mine.bundle is None


def test_cases_go_to_colleagues_of_the_office_only(client: Client):
    mine = make.case(at_office=make.office("mine"))
    stranger = make.person(role=Role.CASE_WORKER, at=make.office("theirs"))
    client.force_login(make.person(role=Role.CASE_WORKER, at=mine.office))
    client.post(reverse("casework:assign", args=["mine", mine.code]), {"worker": stranger.pk})
    mine.refresh_from_db()
    assert mine.assigned is None
