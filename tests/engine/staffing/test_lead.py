"""The lead of appointments follows the arithmetic of a fluid, and more clerks never lengthen it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.staffing import Bookings, LeadTarget, OutOfReach, Stop, clerks_for, lead_with

STEADY = Bookings(waiting=200, asked=((20.0,) * 70,), duty=(240.0,) * 70, minutes=20)


def test_too_many_clerks_shorten_and_too_few_lengthen_by_what_is_missing():
    # a clerk gives twelve appointments a day
    assert lead_with(STEADY, 2)[0, 9] == pytest.approx((200 - 10 * 4) / 24)
    assert lead_with(STEADY, 1)[0, 9] == pytest.approx((200 + 10 * 8) / 12)
    assert lead_with(STEADY, 3)[0, 69] == 0


def test_the_fewest_clerks_are_found():
    found = clerks_for(STEADY, LeadTarget(days=5, by=20))
    assert found.clerks == 2
    assert found.high[20] <= 5
    assert lead_with(STEADY, found.clerks - 1)[0, 20] > 5


def test_a_search_that_is_stopped_has_too_many_and_progress_tells_of_fewer():
    target = LeadTarget(days=5, by=20)
    assert clerks_for(STEADY, target, stop=Stop(when=lambda: True)).clerks > 2
    heard: list[float] = []
    clerks_for(STEADY, target, progress=lambda _step, clerks: heard.append(clerks))
    assert heard == sorted(heard, reverse=True)
    assert heard[-1] == 2


def test_closed_days_count_as_waiting():
    week = (240.0,) * 5 + (0.0, 0.0)
    weekly = Bookings(0, ((0.0,) * 4 + (24.0,) + (0.0,) * 16,), week * 3, 20)
    assert lead_with(weekly, 1)[0, 4] == pytest.approx(3)  # 24 less Friday's 12: Monday's end


def test_doubt_about_demand_asks_for_more_clerks():
    paths = tuple((float(many),) * 70 for many in range(10, 31))
    doubtful = Bookings(200, paths, STEADY.duty, 20)
    bold = clerks_for(doubtful, LeadTarget(5, 30, confidence=0.5))
    careful = clerks_for(doubtful, LeadTarget(5, 30, confidence=0.95))
    assert bold.clerks < careful.clerks
    assert careful.kept >= 0.95


@given(st.lists(st.floats(0, 60), min_size=14, max_size=30), st.floats(0, 300), st.integers(1, 6))
def test_a_clerk_more_never_lengthens_the_lead(asked, waiting, clerks):
    bookings = Bookings(waiting, (tuple(asked),), (240.0,) * len(asked), 20)
    assert (lead_with(bookings, clerks + 1) <= lead_with(bookings, clerks) + 1e-9).all()


def test_nobody_on_duty_means_for_ever():
    assert np.isinf(lead_with(STEADY, 0)).all()


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: Bookings(1, ((1.0,),), (1.0,), 20), "too few"),
        (lambda: Bookings(1, ((1.0,),), (1.0,) * 7, 20), "cut the longer"),
        (lambda: Bookings(-1, ((1.0,) * 7,), (1.0,) * 7, 20), "Maybe 0"),
        (lambda: Bookings(1, ((1.0,) * 7,), (1.0,) * 7, 0), "Maybe 15"),
        (lambda: LeadTarget(0), "Maybe take 10"),
        (lambda: LeadTarget(confidence=90), "percentage"),
        (lambda: clerks_for(STEADY, LeadTarget(by=99)), "add days"),
    ],
)
def test_what_nobody_can_have_meant_is_refused_with_the_value(wrong, hint):
    with pytest.raises(ValueError, match=hint):
        wrong()


def test_a_target_before_the_doors_open_is_out_of_reach():
    closed = Bookings(50, ((5.0,) * 21,), (0.0,) * 14 + (240.0,) * 7, 20)
    with pytest.raises(OutOfReach, match="closed"):
        clerks_for(closed, LeadTarget(days=2, by=3))
