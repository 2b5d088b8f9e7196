"""What is done about cases by itself: reminders, certificates, forecasts; each once."""

from datetime import date, timedelta

import pytest

from anlauf.cases import audit, commands, queries, tasks
from anlauf.cases import letters as wording
from anlauf.cases.commands.foresee import foresee_backlogs
from anlauf.cases.models import Case
from anlauf.cases.states import DecisionSort, StopCause
from anlauf.cases.values import DatesSaid
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.queries import letter
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.AT + timedelta(days=30)


def letters(kind: str) -> int:
    return Letter.objects.filter(kind=kind).count()


@pytest.fixture
def waiting() -> Case:
    case = make.case(make.case_kind(papers=["passport"]))
    commands.start_checking(case, by=SYSTEM, at=make.AT)
    wanted = [each.pk for each in case.demands.all()]
    return commands.ask_for_papers(case, wanted, by=SYSTEM, at=make.AT)


def test_who_was_asked_for_papers_is_reminded_once(waiting):
    assert commands.remind_of_papers(by=SYSTEM, at=make.AT) == 0
    assert commands.remind_of_papers(by=SYSTEM, at=LATER) == 1
    assert commands.remind_of_papers(by=SYSTEM, at=LATER) == 0
    assert letters("case_reminder") == 1


def test_who_has_sent_everything_is_not_reminded(waiting):
    wanted = [each.pk for each in waiting.demands.all()]
    commands.papers_handed_in(waiting, wanted, by=SYSTEM, at=make.AT)
    assert commands.remind_of_papers(by=SYSTEM, at=LATER) == 0


def test_a_run_that_was_killed_is_finished_by_the_next(waiting, monkeypatch):
    other = make.case(waiting.kind, at_office=waiting.office)
    commands.start_checking(other, by=SYSTEM, at=make.AT)
    wanted = [each.pk for each in other.demands.all()]
    commands.ask_for_papers(other, wanted, by=SYSTEM, at=make.AT)
    real, seen = wording.reminder, []

    def killed(case, *, at):
        seen.append(case)
        if len(seen) == 2:
            raise KeyboardInterrupt
        real(case, at=at)

    monkeypatch.setattr(wording, "reminder", killed)
    with pytest.raises(KeyboardInterrupt):
        commands.remind_of_papers(by=SYSTEM, at=LATER)
    monkeypatch.undo()
    assert commands.remind_of_papers(by=SYSTEM, at=LATER) == 1
    assert letters("case_reminder") == 2


def test_a_permit_that_ends_before_the_decision_is_bridged_once():
    soon = make.case(dates=DatesSaid(permit_ends=make.later(10)))
    make.case(dates=DatesSaid(permit_ends=make.later(40)))
    assert commands.bridge_permits(by=SYSTEM, at=make.AT) == 1
    assert commands.bridge_permits(by=SYSTEM, at=make.AT) == 0
    soon.refresh_from_db()
    assert soon.provisional_until == date(2027, 6, 3)
    words = make.sure(letter(Letter.objects.get(kind="case_certificate").pk))
    assert soon.code in words.subject
    assert "2027" in words.body, words.body
    assert list(audit.differences()) == []


def test_who_applied_after_the_permit_had_ended_gets_no_certificate():
    make.case(dates=DatesSaid(permit_ends=make.later(-5)))
    assert commands.bridge_permits(by=SYSTEM, at=make.AT) == 0


def test_what_is_decided_already_needs_no_certificate():
    kind = make.case_kind(pick_up=make.service())
    case = make.case(kind, dates=DatesSaid(permit_ends=make.later(10)))
    commands.start_checking(case, by=SYSTEM, at=make.AT)
    commands.decide(case, DecisionSort.GRANTED, "", make.person(), by=SYSTEM, at=make.AT)
    assert commands.bridge_permits(by=SYSTEM, at=make.AT) == 0


def test_another_authority_is_asked_again_some_weeks_later(waiting):
    commands.write_to(waiting, StopCause.AUTHORITY, "the embassy", by=SYSTEM, at=make.AT)
    stop = waiting.stops.get(cause=StopCause.AUTHORITY)
    assert stop.remind_on == date(2026, 12, 21)


def test_the_tasks_run_at_the_time_on_the_wall(waiting):
    before = clock.use(clock.StoppedClock(LATER))
    try:
        tasks.remind_of_papers(timestamp=0)
        tasks.bridge_permits(timestamp=0)
        tasks.forget_cases(timestamp=0)
    finally:
        clock.use(before)
    assert letters("case_reminder") == 1


def test_more_people_bring_the_backlog_down_sooner():
    office = make.office()
    kind = make.case_kind()
    for number in range(40):
        make.case(kind, at_office=office, at=make.AT - timedelta(days=number % 50))
    for _ in range(2):
        make.person(role=Role.CASE_WORKER, at=office)
    assert foresee_backlogs({}, by=SYSTEM, at=make.AT) == 1
    rows = queries.forecasts(office.pk)
    assert [row.people for row in rows] == [1, 2, 3, 4, 5, 6, 8, 10]
    ends = [row.points[-1][2] for row in rows]
    assert ends == sorted(ends, reverse=True)
    assert all(low <= middle <= high for row in rows for _day, low, middle, high in row.points)
    assert JournalEntry.objects.filter(verb="cases.backlog_foreseen").count() == 1


def test_ages_effort_and_weeks_count_every_open_case_once():
    office = make.office()
    kind = make.case_kind()
    for days in (0, 13, 14, 100, 400):
        make.case(kind, at_office=office, at=make.AT - timedelta(days=days))
    over = make.case(kind, at_office=office, at=make.AT - timedelta(days=3))
    commands.withdraw(over, by=SYSTEM, at=make.AT)
    ages = queries.backlog_by_age(office.pk, at=make.AT)
    assert [age.cases for age in ages] == [2, 1, 0, 0, 1, 0, 1]
    (effort,) = queries.open_effort(office.pk, at=make.AT)
    assert effort.cases == 5
    weeks = queries.in_and_out(office.pk, at=make.AT)
    assert (len(weeks), weeks[-1].came, weeks[-1].ended) == (12, 1, 1)
