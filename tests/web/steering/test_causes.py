"""Which change goes with a shift of the waits."""

from datetime import date, timedelta

import pytest

from anlauf.web.steering.causes import Told, nearest

SHIFT = date(2026, 6, 10)


def told(days):
    return Told(SHIFT + timedelta(days=days), f"{days} days")


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ([-1, -8], -1),
        ([-9, 2], 2),
        ([-2, 2], -2),  # of two as near the one before
        ([-11], None),
        ([4], None),
        ([], None),
    ],
)
def test_the_nearest_change_goes_with_the_shift_unless_all_are_far(changed, cause):
    found = nearest(SHIFT, [told(days) for days in changed])
    assert found == (None if cause is None else told(cause))
