"""What effects learnt by heart and what is not known of them, held against plain regressions."""

import numpy as np
import pytest

from anlauf.engine.forecast.doubt import doubt

WEEKDAYS = np.tile(np.eye(5), (16, 1))
ROWS = np.hstack([np.ones((80, 1)), WEEKDAYS])
PEOPLE = np.full(80, 1000.0)
EXTRA = 0.004


def covariance(rows, free=10.0):
    """Of log-linear effects of over-dispersed counts, as the regression has it."""
    weight = PEOPLE / (1 + EXTRA * PEOPLE)
    return np.linalg.inv((rows.T * weight) @ rows + np.eye(rows.shape[1]) / free**2)


def test_five_weekdays_take_four_parts_in_eighty_of_luck():
    known = doubt(ROWS, covariance(ROWS), PEOPLE, EXTRA)
    assert known.learnt_by_heart == pytest.approx(4 / 80, rel=0.02)


def test_a_weekday_is_as_unsure_as_the_mean_of_its_days_against_all():
    known = doubt(ROWS, covariance(ROWS), PEOPLE, EXTRA)
    off = known.drawn(ROWS[:5], 40_000, np.random.default_rng(1))
    one_day = EXTRA + 1 / 1000
    assert off.var(0) == pytest.approx(np.full(5, one_day / 16 * 4 / 5), rel=0.05)
    assert off.sum(1) == pytest.approx(np.zeros(40_000), abs=1e-2)


def test_with_years_of_days_nothing_is_left_to_doubt():
    many = np.tile(ROWS, (40, 1))
    known = doubt(many, covariance(ROWS) / 40, np.tile(PEOPLE, 40), EXTRA)
    assert known.learnt_by_heart < 0.002


def test_without_people_there_is_nothing_to_learn_by_heart():
    assert doubt(ROWS, covariance(ROWS), PEOPLE * 0, EXTRA).learnt_by_heart == 0
