"""A forecast of a backlog counts on the file hours of rosters, and says so."""

from datetime import timedelta

import pytest

from anlauf.cases import backlog_now, commands, queries
from anlauf.cases.commands.foresee import foresee_backlog
from anlauf.cases.crews import crew
from anlauf.cases.values import USUAL, FileHours, FileTime
from anlauf.core.actors import SYSTEM
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
FOUR_WEEKS = frozenset(make.later(day) for day in range(28))


def hours(*skills: str, people: int = 2, minutes: int = 240) -> FileHours:
    """So many minutes of them together on each working day of four weeks."""
    days = [on for on in FOUR_WEEKS if on.weekday() < 5]
    return FileHours(frozenset(skills), people, dict.fromkeys(days, minutes))


@pytest.fixture
def office():
    made = make.office()
    kind = make.case_kind()
    for number in range(40):
        make.case(kind, at_office=made, at=make.AT - timedelta(days=number % 50))
    for _ in range(2):
        make.person(role=Role.CASE_WORKER, at=made)
    return made


def open_after_four_weeks(office, filed: FileTime) -> int:
    assert foresee_backlog(office, filed, by=SYSTEM, at=make.AT)
    (row,) = [row for row in queries.forecasts(office.pk) if row.people == row.present]
    (found,) = [middle for day, _low, middle, _high in row.points if day == 28]
    return int(found)


def test_the_figure_is_told_where_no_roster_is_published(office):
    open_after_four_weeks(office, FileTime())
    said = queries.forecasts(office.pk)[0].file_time
    assert said == {"minutes_a_day": 300, "rostered": [], "groups": []}


def test_the_roster_is_told_with_its_days_people_and_minutes(office):
    open_after_four_weeks(office, FileTime(FOUR_WEEKS, (hours("residents"),)))
    row = next(row for row in queries.forecasts(office.pk) if row.people == row.present)
    assert row.present == 2
    assert row.file_time["rostered"] == [["2026-11-23", "2026-12-20"]]
    (group,) = row.file_time["groups"]
    assert group == {"skills": ["residents"], "people": 2, "minutes": 20 * 240}


def test_a_roster_with_little_file_time_leaves_more_open(office):
    usual = open_after_four_weeks(office, FileTime())
    scarce = FileTime(FOUR_WEEKS, (hours("residents", minutes=30),))
    assert open_after_four_weeks(office, scarce) > usual


def test_file_hours_of_people_who_know_something_else_help_nothing(office):
    knows = FileTime(FOUR_WEEKS, (hours("residents", minutes=900),))
    knows_not = FileTime(FOUR_WEEKS, (hours("passports", minutes=900),))
    idle = open_after_four_weeks(office, knows_not)
    assert idle > open_after_four_weeks(office, knows)


def test_the_play_says_by_skill_what_lies_open(office):
    other = make.case_kind(service=make.service(skill_key="settlement"))
    case = make.case(other, at_office=office)
    commands.start_checking(case, by=SYSTEM, at=make.AT)
    assert backlog_now.skills(office.pk, at=make.AT) == ["residents", "settlement"]
    team = crew(["residents", "settlement"], FileTime(), 2, 300.0, today=make.DAY).teams(2)
    backlog = backlog_now.backlog(office.pk, team, USUAL, at=make.AT)
    assert [one.of for one in backlog.open].count("settlement") == 1
    assert {stage.team for stage in backlog.stages} == {"residents", "settlement"}
