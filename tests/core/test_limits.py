"""How often somebody does something is counted once for all processes, and forgotten in time."""

from datetime import timedelta

import pytest

from anlauf.core import limits
from anlauf.core.limits import Limit, TooManyTries
from anlauf.core.models import Count
from tests import make

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
THREE = Limit("tries", 3)
HERE, THERE = "198.51.100.1", "198.51.100.2"


def test_three_are_heard_and_the_fourth_is_told_how_long_to_wait():
    for _ in range(3):
        limits.check(THREE, "somebody", at=make.AT)
    with pytest.raises(TooManyTries) as refused:
        limits.check(THREE, "somebody", at=make.AT + timedelta(seconds=20))
    assert refused.value.headers == {"Retry-After": "40"}
    assert "1 minutes" in str(refused.value)


def test_after_its_time_a_count_begins_anew():
    assert [limits.count("one", MINUTE, at=make.AT) for _ in range(3)] == [1, 2, 3]
    assert limits.count("one", MINUTE, at=make.AT + MINUTE) == 1


def test_going_on_does_not_lengthen_the_wait():
    for seconds in range(0, 60, 10):
        limits.count("one", MINUTE, at=make.AT + timedelta(seconds=seconds))
    assert limits.allow("one", 1, MINUTE, at=make.AT + MINUTE)


def test_others_and_other_kinds_are_counted_apart():
    for _ in range(3):
        limits.check(THREE, "somebody", at=make.AT)
    limits.check(THREE, "somebody else", at=make.AT)
    limits.check(Limit("other tries", 3), "somebody", at=make.AT)


def test_counting_is_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        limits.count("one", MINUTE, at=make.AT)


def test_nobody_is_named_in_the_table():
    limits.check_network(THREE, HERE, at=make.AT)
    assert HERE not in Count.objects.get().subject


def test_a_network_is_one_address_or_what_a_household_is_given():
    assert limits.network(HERE) == HERE
    assert limits.network(f"::ffff:{HERE}") == HERE
    assert limits.network("2001:db8:1:2:3::4") == limits.network("2001:db8:1:2::9")
    assert limits.network("2001:db8:1:2::9") != limits.network("2001:db8:1:3::9")


@pytest.mark.parametrize("origin", ["", "127.0.0.1", "::1", "::ffff:127.0.0.1", "nowhere"])
def test_this_machine_is_no_network(origin):
    assert limits.network(origin) == ""
    for _ in range(9):
        limits.check_network(THREE, origin, at=make.AT)


def test_what_no_longer_counts_is_cleared_away():
    limits.count("one", MINUTE, at=make.AT)
    assert limits.clear(at=make.AT + timedelta(hours=23)) == 0
    assert limits.clear(at=make.AT + timedelta(hours=25)) == 1
