"""File time on published rosters: all work that is not at an open counter, by what people know."""

from datetime import timedelta

import pytest

from anlauf.cases import queries as cases
from anlauf.cases.values import FileTime
from anlauf.core.actors import SYSTEM
from anlauf.staffing import commands
from anlauf.staffing.commands.backlogs import foresee_backlogs
from anlauf.staffing.models import Duty, Knowledge, ShiftPattern
from anlauf.staffing.queries.file_time import file_time
from tests import make
from tests.staffing import scene

pytestmark = pytest.mark.django_db
SUNDAY = scene.MONDAY + timedelta(days=6)
WEEK = frozenset(scene.MONDAY + timedelta(days=day) for day in range(7))
FILES = [[make.tick("08:00"), make.tick("10:00")]]


def of(place) -> FileTime:
    return file_time(place.pk, make.DAY, make.later(364))


@pytest.fixture
def place():
    return scene.office()


def test_without_a_published_roster_there_is_none(place):
    scene.proposed(place)
    assert of(place) == FileTime()


def test_work_before_the_doors_open_is_file_time(place):
    """From half past six to eight: the office opens at eight and closes after the duty."""
    scene.published(place)
    found = of(place)
    assert found.dates == WEEK
    (group,) = found.groups
    assert (group.skills, group.people) == (frozenset({"residents"}), 2)
    assert group.minutes == {scene.MONDAY: 90, scene.TUESDAY: 90}


def test_file_hours_of_a_shift_come_on_top(place):
    ShiftPattern.objects.filter(key="early").update(files=FILES)
    scene.published(place)
    (group,) = of(place).groups
    assert group.minutes == {scene.MONDAY: 210, scene.TUESDAY: 210}


def test_file_hours_that_fell_out_do_not_count(place):
    ShiftPattern.objects.filter(key="early").update(files=FILES)
    scene.published(place)
    Duty.objects.filter(date=scene.MONDAY).update(at_counter=True)
    (group,) = of(place).groups
    assert group.minutes == {scene.MONDAY: 90, scene.TUESDAY: 210}


def test_a_day_on_which_the_doors_stay_shut_is_all_for_files(place):
    scene.published(place, ("p1", scene.MONDAY))
    place.opening_rules.all().delete()
    (group,) = of(place).groups
    assert group.minutes == {scene.MONDAY: 480}


def test_who_is_away_has_no_file_time(place):
    scene.published(place)
    away = commands.Away("p1", scene.MONDAY, scene.MONDAY, scene.LEAVE)
    commands.record_absence(away, by=SYSTEM, at=make.AT)
    (group,) = of(place).groups
    assert (group.people, group.minutes) == (1, {scene.TUESDAY: 90})


def test_people_are_told_apart_by_what_they_know_and_not_by_what_they_learn(place):
    scene.published(place)
    rows = Knowledge.objects.filter(employee__number="p2")
    rows.update(skill=make.skill("settlement"))
    Knowledge.objects.create(
        employee=rows.get().employee, skill=make.skill("residents"), in_training=True
    )
    assert [sorted(group.skills) for group in of(place).groups] == [["residents"], ["settlement"]]


def test_another_office_has_its_own(place):
    scene.published(place)
    assert of(make.office("harburg")) == FileTime()


def test_only_days_that_are_asked_for_count(place):
    scene.published(place)
    found = file_time(place.pk, scene.TUESDAY, scene.WEDNESDAY)
    assert found.dates == {scene.TUESDAY, scene.WEDNESDAY}
    (group,) = found.groups
    assert list(group.minutes) == [scene.TUESDAY]


def test_the_night_brings_it_to_the_forecast(place):
    scene.published(place)
    make.case(make.case_kind(), at_office=place)
    elsewhere = make.case(make.case_kind())
    assert foresee_backlogs(by=SYSTEM, at=make.AT) == 2
    said = cases.forecasts(place.pk)[0].file_time
    assert said["rostered"] == [[scene.MONDAY.isoformat(), SUNDAY.isoformat()]]
    assert said["groups"] == [{"skills": ["residents"], "people": 2, "minutes": 180}]
    assert cases.forecasts(elsewhere.office_id)[0].file_time["rostered"] == []
