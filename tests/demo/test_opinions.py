"""What the demo's visitors said: the same twice, and satisfaction is known on the first morning."""

from datetime import timedelta

import pytest

from anlauf.demo import opinions
from anlauf.evaluation.queries import Period, satisfied
from anlauf.surveys import queries
from tests import make

pytestmark = pytest.mark.django_db


def test_the_same_seed_invents_the_same_answers():
    make.office("harburg")
    first = list(opinions.sums(make.DAY, weeks=3, seed=3))
    assert first == list(opinions.sums(make.DAY, weeks=3, seed=3))
    assert first != list(opinions.sums(make.DAY, weeks=3, seed=4))


def test_each_property_shares_out_the_answers_of_its_area():
    make.office("harburg")
    told = list(opinions.sums(make.DAY, weeks=2, seed=1))
    for week in {one.week for one in told}:
        whole = [one.said for one in told if one.week == week and one.office]
        for dimension in opinions.PARTS:
            parts = [one.said for one in told if one.week == week and one.dimension == dimension]
            assert sum(one.people for one in parts) == sum(one.people for one in whole)
            for question in opinions.LIKED:
                numbers = [sum(one.number(question) for one in some) for some in (whole, parts)]
                assert numbers[0] == numbers[1]


def test_satisfaction_is_known_of_the_weeks_before_the_demo():
    office = make.office("harburg")
    opinions.invent(make.DAY, at=make.AT, weeks=6)
    assert queries.by_week(make.DAY - timedelta(weeks=7), make.DAY)[office.pk]
    told = satisfied(Period(make.later(-42), make.later(-1)))
    assert 0.4 < told[office.pk].value < 1
