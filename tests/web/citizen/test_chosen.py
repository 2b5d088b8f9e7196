"""What stands on a time's button, and what somebody may have made of it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.grid import TICKS
from anlauf.web.common.chosen import Chosen, NoSuchTime

chosen = st.builds(
    Chosen,
    office=st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
    date=st.dates(),
    tick=st.integers(0, TICKS - 1),
)


@given(chosen)
def test_a_word_says_the_time_it_was_made_from(time):
    assert Chosen.read(str(time)) == time


def test_the_word_is_readable():
    assert str(Chosen("altona", date(2026, 11, 24), 111)) == "altona.2026-11-24.09:15"


@pytest.mark.parametrize(
    "word",
    [
        "",
        "altona",
        "altona.2026-11-24",
        "altona.2026-13-24.09:15",
        "altona.2026-11-24.25:00",
        "altona.2026-11-24.09:17",
        "altona.2026-11-24.09:15.more",
        "altona.2026-11-24.٠٩:١٥",
        "🦄.🦄.🦄",
        "x" * 1_000_000,
    ],
)
def test_any_other_word_is_refused_with_a_sentence(word):
    with pytest.raises(NoSuchTime):
        Chosen.read(word)


@given(st.text())
def test_no_word_does_worse_than_being_refused(word):
    with suppress(NoSuchTime):
        Chosen.read(word)
