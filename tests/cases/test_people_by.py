"""How many people more are needed until a day is read off what was played, with a band."""

import pytest

from anlauf.cases import backlog_now, crews, queries
from anlauf.cases.models import BacklogForecast
from anlauf.cases.values import USUAL, FileTime
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    make.city()
    return make.office("ours")


def foreseen(office, people: int, within: list[int | None]) -> None:
    BacklogForecast.objects.create(
        office=office,
        people=people,
        present=5,
        sound=100,
        points=[],
        within=within,
        made_at=make.AT,
    )


def test_the_fewest_people_that_reach_it_in_each_future(office):
    foreseen(office, 5, [120, None, None])
    foreseen(office, 6, [60, 100, 300])
    foreseen(office, 9, [30, 42, 70])
    needed = make.sure(queries.people_by(office.pk, make.later(100)))
    assert (needed.well, needed.probably, needed.surely) == (1, 1, 4)
    soon = make.sure(queries.people_by(office.pk, make.later(50)))
    assert (soon.well, soon.probably, soon.surely, soon.most) == (4, 4, None, 4)


def test_a_later_day_never_needs_more_people(office):
    foreseen(office, 5, [90, 200, None])
    foreseen(office, 6, [50, 90, 200])
    foreseen(office, 7, [20, 40, 80])
    needed = [queries.people_by(office.pk, make.later(day)) for day in range(0, 300, 10)]
    for future in ("well", "probably", "surely"):
        found = [getattr(make.sure(each), future) for each in needed]
        reached = [each for each in found if each is not None]
        assert found == [None] * (len(found) - len(reached)) + sorted(reached, reverse=True)


def test_nothing_is_said_before_anything_was_played(office):
    assert queries.people_by(office.pk, make.later(50)) is None


def test_the_week_of_the_play_begins_today(office):
    case = make.case(at_office=office, at=make.AT)
    saturday = make.moment("07:00", make.later(5))
    team = crews.crew(["residents"], FileTime(), 2, 300.0, today=make.later(5)).teams(2)
    backlog = backlog_now.backlog(case.office_id, team, USUAL, at=saturday)
    assert [each > 0 for each in backlog.classes[0].arrivals] == [False, False, *[True] * 5]
    assert [each > 0 for each in backlog.teams[0].duty] == [False, False, *[True] * 5]
