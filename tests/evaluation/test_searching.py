"""Searches counted as they happen, and the way from them to the visit."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from anlauf.evaluation import commands, queries
from anlauf.evaluation.commands.facts import sum_up_all
from anlauf.evaluation.models import SearchCount
from anlauf.evaluation.queries import Period, Searched
from tests import make
from tests.evaluation.test_parts import MONDAY, WEEK, booked

ON_MONDAY = make.moment("09:00", MONDAY)


def searched(service, many, *, nothing=0, chosen=0, on=MONDAY):
    SearchCount.objects.create(
        service_number=service.pk,
        date=on,
        shard=99,
        searches=many,
        nothing=nothing,
        chosen=chosen,
    )


@pytest.mark.django_db
def test_every_search_counts_and_so_does_a_time_that_was_tapped_on():
    make.city()
    card = make.service("personalausweis")
    commands.count_search(card, nothing=False, at=ON_MONDAY)
    commands.count_search(card, nothing=True, at=ON_MONDAY)
    commands.count_choice(card, at=ON_MONDAY)
    [row] = SearchCount.objects.values_list("date", "searches", "nothing", "chosen")
    assert row == (MONDAY, 2, 1, 1)
    assert queries.searches_by_day(WEEK, [card.pk]) == [Searched(card.pk, MONDAY, 2, 1)]


@pytest.mark.django_db(transaction=True)
def test_nobody_is_missed_when_many_search_at_once():
    make.city()
    card = make.service("personalausweis")

    def search():
        for _again in range(25):
            commands.count_search(card, nothing=False, at=ON_MONDAY)
        connection.close()

    threads = [threading.Thread(target=search) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert queries.searches_by_day(WEEK) == [Searched(card.pk, MONDAY, 100, 0)]


@pytest.mark.django_db
def test_days_that_are_over_become_one_row_and_count_the_same():
    make.city()
    card = make.service("personalausweis")
    for shard in range(3):
        SearchCount.objects.create(
            service_number=card.pk, date=MONDAY, shard=shard, searches=10, nothing=2, chosen=4
        )
    commands.count_search(card, nothing=False, at=make.AT)
    before = queries.searches_by_day(Period(MONDAY, make.DAY))
    assert commands.fold_searches(at=make.AT) == 1
    assert commands.fold_searches(at=make.AT) == 0
    assert queries.searches_by_day(Period(MONDAY, make.DAY)) == before
    [row] = SearchCount.objects.filter(date=MONDAY).values_list("shard", "searches", "chosen")
    assert row == (0, 30, 12)


@pytest.mark.django_db
def test_from_search_to_visit_counted_by_hand():
    office, card = make.office("harburg"), make.service("personalausweis")
    searched(card, 100, nothing=20, chosen=30)
    booked(office, card, 12, outcome="served")
    booked(office, card, 6, outcome="no_show")
    booked(office, card, 2, outcome="cancelled")
    booked(office, card, 5, outcome="booked")
    sum_up_all()
    [(area, [row])] = queries.funnel(WEEK).areas
    steps = row.steps
    assert (area, row.service) == (office.area, card)
    assert (steps.searches, steps.found, steps.chosen) == (100, 80, 30)
    assert (steps.booked, steps.came, steps.absent, steps.gone, steps.ahead) == (25, 12, 6, 2, 5)


@pytest.mark.django_db
def test_a_few_searches_of_a_week_are_left_out():
    make.city()
    card = make.service("personalausweis")
    searched(card, 4)
    assert queries.funnel(WEEK).areas == ()
    assert queries.funnel(Period(MONDAY, MONDAY + timedelta(days=3))).period is None
