"""A day's appointments by the hour."""

from hypothesis import given
from hypothesis import strategies as st

from anlauf.booking.states import OCCUPYING, AppointmentState
from anlauf.web.planning.hours import HEIGHT, Fate, chart
from tests import make

appointments = st.lists(
    st.tuples(st.integers(84, 227), st.sampled_from(sorted(OCCUPYING))), max_size=80
)


def test_an_empty_day_has_no_bars():
    assert chart([]).hours == ()


def test_hours_between_stay_empty():
    day = chart([(make.tick("08:15"), "served"), (make.tick("10:00"), "booked")])
    assert [(hour.hour, hour.total) for hour in day.hours] == [(8, 1), (9, 0), (10, 1)]


def test_what_became_of_each():
    states = [
        AppointmentState.SERVED,
        AppointmentState.ARRIVED,
        AppointmentState.BOOKED,
        AppointmentState.HELD,
        AppointmentState.MISSED,
        AppointmentState.LEFT,
    ]
    (hour,) = chart([(96, state) for state in states]).hours
    assert dict(zip(Fate, hour.counts, strict=True)) == {
        Fate.SERVED: 1,
        Fate.HERE: 1,
        Fate.EXPECTED: 2,
        Fate.MISSED: 2,
    }


@given(appointments)
def test_nobody_is_lost_and_bars_fit(day):
    drawn = chart(day)
    assert drawn.total == len(day)
    for hour in drawn.hours:
        height = sum(part.height for part in hour.parts)
        assert height <= HEIGHT + 1
        assert all(part.y >= -1 for part in hour.parts)
    assert not day or any(
        abs(sum(part.height for part in hour.parts) - HEIGHT) < 1 for hour in drawn.hours
    )
