"""A certificate bridges the time until the decision: printed at a desk, checked by its code."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from anlauf.cases import commands, queries
from anlauf.cases.models import Case
from anlauf.cases.values import DatesSaid
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
CHECK = "/certificate/"


@pytest.fixture(autouse=True)
def the_morning() -> Iterator[None]:
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def case() -> Case:
    """A case whose permit ends in ten days, with its certificate."""
    made = make.case(at_office=make.office("ours"), dates=DatesSaid(permit_ends=make.later(10)))
    commands.bridge_permits(by=SYSTEM, at=make.AT)
    return Case.objects.get(pk=made.pk)


@pytest.fixture
def worker(client: Client, case) -> Client:
    client.force_login(make.person(role=Role.CASE_WORKER, at=case.office))
    return client


def printed(worker: Client, case: Case):
    return worker.post(reverse("casework:certificate", args=["ours", case.code]), follow=True)


def test_it_says_in_german_whose_it_is_and_until_when_and_each_print_is_noted(worker, case):
    page = printed(worker, case).content.decode()
    assert '<html lang="de"' in page
    for words in (case.name, case.code, "3. Juni 2027", "3. Dezember 2026"):
        assert words in page, words
    printed(worker, case)
    entries = JournalEntry.objects.filter(verb="cases.certificate_printed")
    assert [entry.facts["until"] for entry in entries] == ["2027-06-03"] * 2


def test_below_it_speaks_the_persons_own_language(worker, case):
    Case.objects.filter(pk=case.pk).update(language="ar")
    assert 'lang="ar" dir="rtl"' in printed(worker, case).content.decode()


def test_without_a_certificate_there_is_nothing_to_print(worker, case):
    Case.objects.filter(pk=case.pk).update(provisional_until=None)
    assert "No certificate holds" in printed(worker, case).content.decode()
    assert not JournalEntry.objects.filter(verb="cases.certificate_printed").exists()


def test_who_has_the_paper_can_check_it_and_learns_nothing_else(client, case):
    found = make.sure(queries.certificate_of(case, at=make.AT))
    typed = found.code.lower().replace("-", " ")
    answer = client.post(CHECK, {"number": case.code, "code": typed}).content.decode()
    assert "This certificate holds." in answer
    assert case.name not in answer


def test_a_wrong_code_a_decided_case_and_a_day_too_late_hold_no_longer(client, case):
    found = make.sure(queries.certificate_of(case, at=make.AT))
    later = make.AT + timedelta(days=200)
    assert queries.certificate_with(case.code, found.code, at=later) is None
    other = make.case(at_office=case.office)
    assert queries.certificate_with(other.code, found.code, at=make.AT) is None
    swapped = "-".join(reversed(found.code.split("-")))
    assert queries.certificate_with(case.code, swapped, at=make.AT) is None
    commands.withdraw(case, by=SYSTEM, at=make.AT)
    answer = client.post(CHECK, {"number": case.code, "code": found.code}).content.decode()
    assert "No certificate with this number" in answer


@pytest.mark.parametrize("code", ["", "abc", "2222-2222-2222-2223"])
def test_a_slip_is_said_in_the_form(client, case, code):
    answer = client.post(CHECK, {"number": case.code, "code": code})
    assert answer.status_code == 422
