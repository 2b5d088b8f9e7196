"""File time comes from published rosters where there are any, and from the city's figure else."""

from datetime import timedelta

from anlauf.cases.crews import EVERYBODY, crew
from anlauf.cases.values import FileHours, FileTime
from tests import make

MONDAY = make.DAY
FOUR_WEEKS = frozenset(make.later(day) for day in range(28))
USUAL_WEEK = (300.0,) * 5 + (0.0, 0.0)


def hours(*skills: str, people: int = 2, minutes: int = 240) -> FileHours:
    """So many minutes of them together on each working day of four weeks."""
    days = [on for on in FOUR_WEEKS if on.weekday() < 5]
    return FileHours(frozenset(skills), people, dict.fromkeys(days, minutes))


def teams(filed: FileTime, *, more: int = 0, roles: int = 5):
    found = crew(["permit", "settlement"], filed, roles, 300.0, today=MONDAY)
    return {team.name: team for team in found.teams(found.present + more)}


def test_without_a_roster_everybody_works_by_the_figure_and_knows_everything():
    found = teams(FileTime())
    everybody = found[EVERYBODY]
    assert (everybody.people, everybody.changes) == (5, ())
    assert everybody.duty == USUAL_WEEK
    assert everybody.helps == ("permit", "settlement")
    assert found["permit"].people == found["settlement"].people == 0


def test_the_week_begins_today():
    saturday = crew(["permit"], FileTime(), 5, 300.0, today=make.later(5))
    assert saturday.teams(5)[0].duty == (0.0, 0.0, *(300.0,) * 5)


def test_a_roster_counts_until_its_last_day_and_the_figure_after_it():
    found = teams(FileTime(FOUR_WEEKS, (hours("permit", people=2, minutes=240),)))
    group = found[f"{EVERYBODY}: permit"]
    assert group.people == 2
    assert group.duty[:7] == (120.0,) * 5 + (0.0, 0.0)
    assert group.duty[28:35] == USUAL_WEEK
    assert group.changes == ((28, 0),)
    assert group.helps == ("permit",)
    assert (found[EVERYBODY].people, found[EVERYBODY].changes) == (0, ((28, 2),))


def test_before_a_roster_begins_the_figure_counts():
    later = frozenset(on + timedelta(days=7) for on in FOUR_WEEKS)
    found = teams(FileTime(later, (FileHours(frozenset({"permit"}), 2, {}),)))
    assert found[f"{EVERYBODY}: permit"].people == 0
    assert found[f"{EVERYBODY}: permit"].changes == ((7, 2), (35, 0))
    assert found[EVERYBODY].changes == ((7, 0), (35, 2))


def test_people_more_work_by_the_figure_and_people_fewer_leave_the_largest_group():
    filed = FileTime(FOUR_WEEKS, (hours("permit", people=3), hours("settlement", people=1)))
    assert teams(filed, more=2)[EVERYBODY].people == 2
    fewer = teams(filed, more=-1)
    assert fewer[f"{EVERYBODY}: permit"].people == 2
    assert fewer[f"{EVERYBODY}: settlement"].people == 1


def test_who_knows_nothing_that_cases_need_does_no_casework():
    filed = FileTime(FOUR_WEEKS, (hours("passports"), hours("permit", "passports")))
    found = teams(filed)
    assert set(found) == {"permit", "settlement", EVERYBODY, f"{EVERYBODY}: permit"}


def test_where_a_roster_plans_nobody_for_files_nobody_works_on_them():
    found = teams(FileTime(FOUR_WEEKS, (hours("passports"),)))
    assert (found[EVERYBODY].people, found[EVERYBODY].changes) == (0, ((28, 5),))


def test_a_roster_of_the_past_says_nothing():
    past = frozenset(make.later(-day) for day in range(1, 8))
    assert teams(FileTime(past, (hours("permit"),)))[EVERYBODY].people == 5


def test_dates_are_said_without_gaps():
    days = frozenset(make.later(day) for day in (0, 1, 2, 7, 8))
    spans = FileTime(days).spans()
    assert spans == [(make.later(0), make.later(2)), (make.later(7), make.later(8))]
    assert FileTime().spans() == []
