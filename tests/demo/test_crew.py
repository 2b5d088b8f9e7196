"""As many colleagues as the patterns expect, never more."""

from hypothesis import given
from hypothesis import strategies as st

from anlauf.demo.crew import chairs
from anlauf.engine.grid import Span
from anlauf.staffing.snapshots import Pattern


def pattern(weekday: int, start: int, length: int, clerks: int) -> Pattern:
    return Pattern(weekday, Span(start, start + length), frozenset({"cards"}), clerks, None, None)


patterns = st.builds(
    pattern, st.integers(0, 6), st.integers(0, 200), st.integers(1, 80), st.integers(1, 3)
)


@given(st.lists(patterns, max_size=8))
def test_at_every_moment_as_many_sit_as_are_expected(expected):
    seats = chairs(1, expected)
    for weekday in range(7):
        for tick in range(0, 288, 12):
            sitting = sum(
                chair.shifts[weekday].span.holds(tick) for chair in seats if weekday in chair.shifts
            )
            wanted = sum(
                each.clerks
                for each in expected
                if each.weekday == weekday and each.span.holds(tick)
            )
            assert sitting == wanted
