"""Dates that can be meant, around any day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.casework.believable import believable, span
from anlauf.engine.casework.form import Meaning

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("meaning", "on", "fine"),
    [
        (Meaning.BIRTH_DATE, TODAY, True),
        (Meaning.BIRTH_DATE, date(2026, 11, 24), False),
        (Meaning.BIRTH_DATE, date(1906, 11, 22), False),
        (Meaning.PERMIT_ENDS, date(2056, 11, 23), True),
        (Meaning.PERMIT_ENDS, date(2097, 1, 1), False),
        (Meaning.JOB_STARTS, date(2020, 1, 1), False),
        (None, date(1990, 1, 1), True),
        (None, date(9999, 12, 31), False),
    ],
)
def test_a_day_can_be_meant_or_not(meaning, on, fine):
    assert believable(meaning, on, TODAY) is fine


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from([*Meaning, None]))
def test_today_can_always_be_meant(today, meaning):
    first, last = span(meaning, today)
    assert first <= today <= last
