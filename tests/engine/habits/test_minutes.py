"""Mean minutes of services, with ranges that hold the true mean."""

import numpy as np
import pytest

from anlauf.engine.habits import minutes
from anlauf.engine.service_times import Case, PartOfDay, learn, usual


def test_ranges_of_means_hold_the_truth():
    inside = []
    for seed in range(60):
        took = np.random.default_rng(seed).lognormal(np.log(10), 0.5, 400)
        learnt = learn(Case(1, 1, PartOfDay.MORNING, 10.0, float(one)) for one in took)
        range_ = minutes(10.0, learnt.of(1, 1, PartOfDay.MORNING))
        inside.append(range_.low <= 10 * np.exp(0.125) <= range_.high)
    assert np.mean(inside) > 0.85


def test_few_cases_stay_near_the_plan_and_wide():
    few = learn([Case(1, 1, PartOfDay.MORNING, 10.0, 40.0)])
    told = minutes(10.0, few.of(1, 1, PartOfDay.MORNING))
    many = minutes(10.0, usual())
    assert 10 < told.value < 20
    assert many.low < 10 < many.high
    assert many.value == pytest.approx(10)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="takes no time"):
        minutes(0, usual())
