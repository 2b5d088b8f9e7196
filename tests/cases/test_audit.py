"""The audit finds every case that is not where its clock puts it."""

from datetime import date

import pytest

from anlauf.cases import audit, commands
from anlauf.cases.models import Case, ClockStop
from anlauf.core.actors import CITIZEN
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    found = make.case(make.case_kind(papers=["passport"]))
    commands.start_checking(found, by=CITIZEN, at=make.AT)
    return Case.objects.get(pk=found.pk)


def test_sound_cases_leave_nothing_to_say(case):
    wanted = [each.pk for each in case.demands.all()]
    commands.ask_for_papers(case, wanted, by=CITIZEN, at=make.AT)
    commands.withdraw(make.case(), by=CITIZEN, at=make.AT)
    assert list(audit.differences()) == []


def test_a_date_that_was_changed_by_hand_is_found(case):
    Case.objects.update(due_on=date(2030, 1, 1))
    assert "due on 2030-01-01" in "".join(audit.differences())


def test_a_case_that_waits_while_its_clock_runs_is_found(case):
    commands.ask_for_papers(case, [case.demands.get().pk], by=CITIZEN, at=make.AT)
    ClockStop.objects.update(until=make.AT)
    assert "its clock runs" in "".join(audit.differences())


def test_a_clock_that_stands_still_without_need_is_found(case):
    ClockStop.objects.create(case=case, cause="visit", since=make.AT)
    assert "stands still for visit" in "".join(audit.differences())


def test_a_case_that_is_over_has_no_clock(case):
    commands.withdraw(case, by=CITIZEN, at=make.AT)
    ClockStop.objects.create(case=case, cause="court", whom="the court", since=make.AT)
    assert "still stands still" in "".join(audit.differences())
