"""Sums of hours and of services: counted by hand, small ones untold, and rebuilt from nothing."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlauf.directory.models import Office
from anlauf.engine.figures import withheld
from anlauf.evaluation import commands, queries
from anlauf.evaluation.commands.facts import sum_up, sum_up_all
from anlauf.evaluation.models import BookingFact, HourFigures, ServiceFigures, VisitFact
from anlauf.evaluation.queries import Period
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.DAY - timedelta(days=make.DAY.weekday() + 7)
WEEK = Period(MONDAY, MONDAY + timedelta(days=6))


def came(office, hour, people, *, on=MONDAY, service=None, wait=10, served=12):
    """So many people in one hour who waited and were served so many minutes."""
    number = (VisitFact.objects.order_by("number").values_list("number", flat=True).first()) or 0
    VisitFact.objects.bulk_create(
        VisitFact(
            number=number - 1 - one,
            office_number=office.pk,
            service_number=service.pk if service else None,
            date=on,
            hour=hour,
            appointed=True,
            wait=wait * 60,
            served=served * 60,
            outcome="finished",
        )
        for one in range(people)
    )


def booked(office, service, people, *, days=3, on=MONDAY, outcome="served"):
    number = BookingFact.objects.order_by("number").values_list("number", flat=True).first() or 0
    BookingFact.objects.bulk_create(
        BookingFact(
            number=number - 1 - one,
            office_number=office.pk,
            service_number=service.pk,
            share="online",
            channel="visit",
            booked_on=on,
            date=on,
            lead=days * 1440,
            outcome=outcome,
        )
        for one in range(people)
    )


def test_an_hour_says_how_many_came_on_a_day_and_how_long_half_of_them_waited():
    office = make.office("harburg")
    came(office, 9, 10, wait=20)
    came(office, 9, 6, on=MONDAY + timedelta(days=1), wait=4)
    came(office, 10, 7, wait=4)
    sum_up_all()
    found = queries.by_hour(WEEK)
    assert found[0, 9] == queries.Hour(10.0, 20)
    assert found[0, 10] == queries.Hour(7.0, 4)
    assert found[1, 9] == queries.Hour(6.0, 4)


def test_a_small_hour_is_untold_and_so_is_the_one_it_could_be_found_with():
    office = make.office("harburg")
    for hour, people in ((8, 20), (9, 8), (10, 3)):
        came(office, hour, people)
    sum_up_all()
    told = dict(HourFigures.objects.values_list("hour", "told"))
    assert told == {8: True, 9: False, 10: False}
    assert queries.by_hour(WEEK)[0, 9] == queries.Hour(None, None)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 12), min_size=1, max_size=7))
def test_the_database_withholds_what_the_engine_withholds(sizes):
    """One rule in two languages; of equal parts the earlier is hidden first in both."""
    VisitFact.objects.all().delete()
    office = Office.objects.first() or make.office("harburg")
    for hour, people in enumerate(sizes, start=8):
        came(office, hour, people)
    sum_up_all()
    hidden = withheld(dict(enumerate(sizes, start=8)))
    told = dict(HourFigures.objects.values_list("hour", "told"))
    assert told == {hour: hour not in hidden for hour in told}


def test_a_service_by_hand():
    office, other = make.office("harburg"), make.office("altona")
    card, passport = make.service("personalausweis"), make.service("reisepass")
    came(office, 9, 6, service=card, wait=10, served=8)
    came(office, 9, 6, service=passport, wait=30, served=20)
    came(other, 9, 9, service=card, wait=40, served=14)
    booked(office, card, 8, days=2)
    booked(other, card, 8, days=6, outcome="no_show")
    sum_up_all()
    found = queries.service_report(card, WEEK)
    assert (found.visits, found.bookings) == (15, 16)
    assert make.sure(found.figures["lead"]).value == 4.0
    assert make.sure(found.figures["wait_median"]).value == 40
    assert make.sure(found.figures["served_median"]).value == 14
    assert [(one.office.key, one.visits) for one in found.offices] == [
        ("altona", 9),
        ("harburg", 6),
    ]
    assert [(week.monday, week.visits, week.wait) for week in found.weeks] == [(MONDAY, 15, 40)]
    row = ServiceFigures.objects.get(service_number=card.pk, office_number=other.pk)
    assert (row.online, row.came, row.absent, row.gone) == (8, 0, 8, 0)


def test_a_service_of_too_few_people_is_in_no_sum():
    office = make.office("harburg")
    card, passport = make.service("personalausweis"), make.service("reisepass")
    came(office, 9, 30, service=card)
    came(office, 9, 4, service=passport)
    sum_up_all()
    assert queries.service_report(passport, WEEK).visits == 0
    assert queries.service_report(card, WEEK).visits == 0  # or the four were found by subtracting
    assert queries.services_counted(WEEK) == []


def test_a_week_that_is_not_whole_is_not_counted():
    office, card = make.office("harburg"), make.service("personalausweis")
    came(office, 9, 30, service=card)
    sum_up_all()
    assert queries.services_counted(Period(MONDAY, MONDAY + timedelta(days=5))) == []
    [(_area, [row])] = queries.services_counted(WEEK)
    assert (row.service, row.visits, row.lead) == (card, 30, None)


def test_sums_follow_their_facts_and_are_the_same_from_nothing():
    office, card = make.office("harburg"), make.service("personalausweis")
    came(office, 9, 8, service=card)
    booked(office, card, 7)
    sum_up_all()
    came(office, 9, 2, service=card, on=MONDAY + timedelta(days=2))
    came(office, 11, 5, service=card, on=MONDAY + timedelta(days=2))
    sum_up([(office.pk, MONDAY + timedelta(days=2))])
    assert queries.service_report(card, WEEK).visits == 15
    assert set(commands.recompute(at=make.AT).values()) == {0}


def test_a_week_beside_the_four_before():
    office = make.office("harburg")
    for back, people in ((1, 20), (2, 10), (3, 10), (4, 20)):
        came(office, 9, people, on=MONDAY - timedelta(weeks=back), wait=6)
    came(office, 9, 30, wait=18)
    sum_up_all()
    found = queries.week_report(MONDAY)
    [day] = found.days
    assert (day.visits, day.usual_visits, day.more) == (30, 15, 100)
    assert (day.median, day.usual_median) == (18, 6)
    assert make.sure(found.figures["wait_median"]).number == 30
    assert queries.week_report(MONDAY, [office.pk + 1]).days == ()
