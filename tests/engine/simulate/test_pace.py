"""Fast enough to ask often."""

import time

import pytest

from anlauf.engine.simulate import simulate
from bench import counters


@pytest.mark.slow
def test_a_core_serves_more_than_a_million_and_a_half_people_a_second():
    day = counters.city_day()
    simulate(day, 1, seed=1)
    began = time.process_time()
    result = simulate(day, 3000, seed=1)
    spent = time.process_time() - began
    assert result.parts("coming")[0].sum() / spent > 1.5e6
