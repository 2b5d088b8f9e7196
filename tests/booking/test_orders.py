"""One look-up, several orders: the earliest, the nearest to a wish, and two visits in a row."""

import pytest

from anlauf.booking import queries
from anlauf.booking.values import Line, Question
from anlauf.directory.models import Offering
from anlauf.engine.grid import Span, clock_text
from anlauf.engine.preference import Preference
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """Two offices open on Monday and Tuesday from eight to ten; one of them lacks a lane."""
    one, other = make.office("one"), make.office("other")
    service = make.service("passport")
    for office in (one, other):
        make.offering(office, service, minutes=30, further=10, most=4)
        for days in (0, 1):
            make.office_day(office, on=make.later(days))
    make.appointment(make.wish(one.offerings.get(), at="08:30"))
    return Question((Line(service.pk, 1),), (one.pk, other.pk), every=3)


def clocks(starts):
    return [(start.date.day, clock_text(start.tick)) for start in starts]


def test_one_look_up_says_what_the_single_questions_say(asked):
    found = queries.results(asked, at=make.AT)
    assert found.earliest(20) == queries.times_on_offer(asked, at=make.AT, most=20)
    assert found.by_office() == queries.earliest_per_office(asked, at=make.AT)
    assert found.counts() == queries.days_on_offer(asked, at=make.AT)
    of_day = queries.starts_of_day(asked, make.DAY, at=make.AT)
    assert found.on(make.DAY) == of_day
    assert set(found.minutes.values()) == {30}


@pytest.mark.django_db(transaction=True)
def test_times_and_the_next_wave_are_told_from_two_statements(asked, django_assert_num_queries):
    queries.results(asked, at=make.AT)
    with django_assert_num_queries(2):
        found = queries.results(asked, at=make.AT)
        assert found.next_wave is None
    with django_assert_num_queries(2):
        queries.times_on_offer(asked, at=make.AT)


def test_who_asks_after_a_service_takes_longer_is_told_so_at_once(asked):
    assert set(queries.results(asked, at=make.AT).minutes.values()) == {30}
    Offering.objects.filter(office=asked.offices[0]).update(minutes=45)
    assert set(queries.results(asked, at=make.AT).minutes.values()) == {30, 45}


def test_the_best_fit_comes_first_and_others_follow(asked):
    found = queries.results(asked, at=make.AT)
    tuesday_nine = Preference(frozenset({1}), Span(make.tick("09:00"), make.tick("09:15")))
    fits = found.fitting(tuesday_nine, 4)
    assert clocks(fits[0].starts) == [(24, "09:00"), (24, "09:00")]
    assert fits[0].exact
    assert [fit.minutes_off for fit in fits[1:3]] == [5, 15]  # 09:15, then 08:45
    assert fits[3].days_off == 1


def test_two_visits_in_a_row_are_free_one_right_after_the_other(asked):
    service = asked.lines[0].service
    pairs = queries.results(asked, then=(Line(service, 2),), at=make.AT)
    monday = [start for start in pairs.earliest(99) if start.date == make.DAY]
    one, other = asked.offices
    assert not [start for start in monday if start.office == one]
    assert clocks(start for start in monday if start.office == other)[0] == (23, "08:00")
    for start in pairs.earliest(99):
        first = start.tick
        second = first + 6
        single = {
            (each.office, each.tick)
            for each in queries.starts_of_day(
                Question(asked.lines, asked.offices), start.date, at=make.AT
            )
        }
        double = {
            (each.office, each.tick)
            for each in queries.starts_of_day(
                Question((Line(service, 2),), asked.offices), start.date, at=make.AT
            )
        }
        assert (start.office, first) in single
        assert (start.office, second) in double
    assert pairs.counts()[make.later(1)] > 0
