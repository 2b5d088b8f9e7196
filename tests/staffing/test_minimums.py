"""How many must be at an office: said with a date, asked for by plans, priced, taken back."""

from datetime import timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.staffing import commands, queries
from anlauf.staffing.needs import needs_of
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.later(7)


@pytest.fixture
def office():
    made = make.office("altona", desks=4)
    make.hours(made, "08:00-16:00")
    make.offering(made, minutes=10)
    make.pattern(made, clerks=1)
    make.shift("day", "07:30-16:00", "12:00-12:30")
    make.employee(made, "a1")
    return made


def roster(office):
    wanted = commands.Begun("December", MONDAY, 1, [office.pk])
    return commands.begin(wanted, by=SYSTEM, at=make.AT)


def said(office, clerks, since=MONDAY):
    return commands.set_minimum(office.pk, clerks, since, by=SYSTEM, at=make.AT)


def test_without_a_word_two_must_be_there(office):
    assert queries.minimum_on(office.pk, MONDAY) == 2
    assert queries.minimums_of(office.pk) == []


def test_a_minimum_holds_from_its_date_until_the_next(office):
    said(office, 3)
    said(office, 1, MONDAY + timedelta(days=2))
    days = [MONDAY + timedelta(days=day) for day in (-1, 0, 1, 2, 9)]
    assert [queries.minimum_on(office.pk, on) for on in days] == [2, 3, 3, 1, 1]


def test_said_again_for_the_same_date_it_is_replaced(office):
    said(office, 3)
    said(office, 4)
    assert [row.clerks for row in queries.minimums_of(office.pk)] == [4]


def test_there_are_never_more_than_desks(office):
    with pytest.raises(commands.FewerDesks, match="4 desks"):
        said(office, 5)


def test_a_plan_asks_for_as_many_however_few_come(office):
    said(office, 3)
    row = roster(office)
    needs = needs_of(row, queries.period(row))
    monday = [one for one in needs if one["date"] == MONDAY.isoformat()]
    assert {half: monday[0]["clerks"][str(half)] for half in (16, 24, 31)} == {16: 3, 24: 3, 31: 3}
    assert queries.period(row).least_at(office.pk, 0) == 3


def test_other_days_and_offices_are_asked_as_before(office):
    row = roster(office)
    before = needs_of(row, queries.period(row))
    said(office, 3, MONDAY + timedelta(days=7))
    assert needs_of(row, queries.period(row)) == before


def test_taken_back_what_held_before_goes_on(office):
    said(office, 3)
    commands.drop_minimum(office.pk, MONDAY, by=SYSTEM, at=make.AT)
    assert queries.minimum_on(office.pk, MONDAY) == 2
    with pytest.raises(commands.MinimumGone):
        commands.drop_minimum(office.pk, MONDAY, by=SYSTEM, at=make.AT)


def test_less_than_the_minimum_is_dearer_than_less_than_is_needed():
    above, below = queries.price_of_missing()
    assert below > above > 0


def test_both_steps_stand_in_the_journal(office):
    said(office, 3)
    commands.drop_minimum(office.pk, MONDAY, by=SYSTEM, at=make.AT)
    verbs = JournalEntry.objects.filter(verb__startswith="staffing.minimum")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "staffing.minimum_set",
        "staffing.minimum_dropped",
    ]
