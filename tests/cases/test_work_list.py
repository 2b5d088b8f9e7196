"""The work list: the most urgent first, pages without gaps, and each case to one worker."""

from datetime import date, timedelta

import pytest

from anlauf.cases import commands, queries
from anlauf.cases.queries import Wanted, worklist
from anlauf.cases.states import Side
from anlauf.cases.values import DatesSaid
from anlauf.core.actors import CITIZEN, Actor, Kind
from tests import make

pytestmark = pytest.mark.django_db
CLERK = Actor(Kind.STAFF, 1)
TODAY = make.DAY


def due(days):
    return DatesSaid(permit_ends=TODAY + timedelta(days=days))


def several(office, *days):
    kind = make.case_kind()
    return [make.case(kind, at_office=office, dates=due(each)) for each in days]


def test_the_most_urgent_case_stands_first():
    office = make.office()
    several(office, 16, 14, 15)
    rows = queries.work_list(Wanted([office.pk]))
    assert [row.due_on for row in rows] == [TODAY + timedelta(days=n) for n in (0, 1, 2)]


def test_pages_neither_skip_nor_repeat(monkeypatch):
    monkeypatch.setattr(worklist, "PAGE", 2)
    office = make.office()
    made = several(office, 15, 15, 15, 16, 17)
    seen, after = [], None
    while rows := queries.work_list(Wanted([office.pk]), after=after):
        seen += [row.number for row in rows]
        after = make.sure(rows[-1].due_on), rows[-1].number
    assert sorted(seen) == sorted(case.pk for case in made)


def test_writing_often_moves_nobody_up():
    office = make.office()
    one, other = several(office, 15, 20)
    for words in ("please", "please hurry", "why so long"):
        commands.write_message(other, Side.PERSON, words, by=CITIZEN, at=make.AT)
    rows = queries.work_list(Wanted([office.pk]))
    assert [row.number for row in rows] == [one.pk, other.pk]
    assert [row.writes for row in rows] == [False, True]


def test_other_offices_cases_are_not_on_the_list():
    mine, theirs = make.office(), make.office()
    several(theirs, 15)
    assert queries.work_list(Wanted([mine.pk])) == []


def test_two_workers_take_two_cases():
    office = make.office()
    one, other = several(office, 15, 20)
    skills = {one.kind.service.skill.key}
    first = commands.take_next(make.person(), [office.pk], skills, by=CLERK, at=make.AT)
    second = commands.take_next(make.person(), [office.pk], skills, by=CLERK, at=make.AT)
    none = commands.take_next(make.person(), [office.pk], skills, by=CLERK, at=make.AT)
    assert (first, second, none) == (one, other, None)


def test_nobody_gets_what_they_are_not_able_to_do():
    office = make.office()
    several(office, 15)
    assert commands.take_next(make.person(), [office.pk], {"titles"}, by=CLERK, at=make.AT) is None


def test_the_cases_of_somebody_ill_go_to_a_colleague():
    office, ill, colleague = make.office(), make.person(), make.person()
    for case in several(office, 15, 20):
        commands.assign(case, ill, by=CLERK, at=make.AT)
    assert commands.hand_over(ill, colleague, [office.pk], by=CLERK, at=make.AT) == 2
    assert len(queries.work_list(Wanted([office.pk], worker=colleague.pk))) == 2


def test_counts_say_what_waits_for_us_and_what_is_late():
    office = make.office()
    several(office, 10, 20)
    told = queries.counts(Wanted([office.pk]), today=TODAY)
    assert (told.ours, told.overdue, told.unassigned) == (2, 1, 2)
    assert told.by_state["received"] == 2


def test_the_same_words_twice_are_one_message():
    case = make.case()
    one = commands.write_message(case, Side.PERSON, "Is it done?", by=CITIZEN, at=make.AT)
    again = commands.write_message(case, Side.PERSON, "is it  done?", by=CITIZEN, at=make.AT)
    assert one == again


def test_a_kind_that_begins_later_takes_the_place_of_the_one_before():
    service = make.service()
    old = make.case_kind("permit", service=service)
    new = make.case_kind("permit", service=service, valid_from=date(2027, 1, 1))
    assert queries.kind_on("permit", TODAY) == old
    assert queries.kind_on("permit", date(2027, 1, 1)) == new
