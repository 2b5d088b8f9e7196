"""A way through the city is two honest figures, and farther is never quicker."""

from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.travel import minutes

far = st.floats(0, 40)


def test_three_kilometres_are_a_quarter_of_an_hour_or_half_an_hour():
    assert minutes(3.0) == (15, 35)
    assert minutes(0.0) == (5, 15)


@given(far, far)
def test_farther_is_never_quicker(one, other):
    near, away = sorted((one, other))
    assert minutes(near)[0] <= minutes(away)[0]
    assert minutes(near)[1] <= minutes(away)[1]


@given(far)
def test_the_most_is_more_than_the_least(kilometres):
    least, most = minutes(kilometres)
    assert least < most
