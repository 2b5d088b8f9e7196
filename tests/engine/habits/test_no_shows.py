"""Chances of no-shows: published ones first, then those of the office, with honest ranges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.habits import Booked, Lead, learn_no_shows

ASKED = [
    Booked(lead, service, hour, reminded, missed)
    for lead in (0, 1, 10, 40)
    for service in ("passport", "registration")
    for hour in (9, 15)
    for reminded in (False, True)
    for missed in (0, 2)
]


def truth(one):
    logit = -2.2 + 0.45 * np.log1p(one.lead) + 0.4 * (one.service == "passport")
    logit += 0.2 * (one.hour >= 12) - 0.6 * one.reminded + 0.5 * np.log1p(one.missed_before)
    return 1 / (1 + np.exp(-logit))


def office(cases, seed):
    dice = np.random.default_rng(seed)
    booked = [ASKED[n] for n in dice.integers(len(ASKED), size=cases)]
    return booked, [bool(dice.random() < truth(one)) for one in booked]


def test_before_anything_was_seen_chances_are_the_published_ones():
    nothing = learn_no_shows([], [])
    for lead in Lead:
        chance = nothing.chance(Booked(lead.since, "passport", 9))
        assert chance.value == pytest.approx(lead.published)
        assert chance.low < 0.7 * chance.value


def test_ranges_hold_the_truth():
    inside = []
    for seed in range(12):
        learnt = learn_no_shows(*office(3000, seed))
        for one in ASKED:
            chance = learnt.chance(one)
            inside.append(chance.low <= truth(one) <= chance.high)
    assert 0.9 < np.mean(inside) <= 1.0


def test_reminders_and_earlier_no_shows_are_learnt():
    learnt = learn_no_shows(*office(6000, 1))
    plain = learnt.chance(Booked(10, "passport", 9)).value
    assert learnt.chance(Booked(10, "passport", 9, reminded=True)).value < plain
    assert learnt.chance(Booked(10, "passport", 9, missed_before=2)).value > plain
    assert learnt.by_lead(Booked(0, "passport", 9))[0][1] < plain


@given(st.lists(st.tuples(st.sampled_from(ASKED), st.booleans()), max_size=20))
def test_any_few_cases_give_chances(cases):
    learnt = learn_no_shows([one for one, _ in cases], [missed for _, missed in cases])
    for one in ASKED[::5]:
        chance = learnt.chance(one)
        assert 0 < chance.low <= chance.value <= chance.high < 1


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="booked after"):
        Booked(-1, "passport", 9)
    with pytest.raises(ValueError, match="in minutes"):
        Booked(1, "passport", 540)
    with pytest.raises(ValueError, match="leave them out"):
        learn_no_shows([ASKED[0]], [])
    with pytest.raises(ValueError, match="per cent"):
        learn_no_shows([], []).chance(ASKED[0], level=95)
