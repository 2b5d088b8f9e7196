"""A city is the sum of its office-days."""

import numpy as np
import pytest

from anlauf.engine.simulate import Effort, simulate_all, total
from bench import counters

DAYS = {("north", 1): counters.city_day(), ("north", 2): counters.city_day(13)}


def test_counts_add_up_and_shares_are_of_all():
    results = simulate_all(DAYS, 60, seed=3)
    first, second = results.values()
    served = [one.ci("served").value for one in results.values()]
    assert total(results, "served").value == pytest.approx(sum(served))
    assert total(results, "overtime").value == pytest.approx(
        first.ci("overtime").value + second.ci("overtime").value
    )
    waits = [one.ci("wait").value for one in results.values()]
    assert total(results, "wait").value == pytest.approx(np.average(waits, weights=served))


def test_every_day_has_luck_of_its_own_that_its_key_decides():
    both = simulate_all(DAYS, 20, seed=3)
    alone = simulate_all({("north", 2): DAYS["north", 2]}, 20, seed=3)
    assert both["north", 2].rows.tobytes() == alone["north", 2].rows.tobytes()
    same_day = simulate_all({"a": DAYS["north", 1], "b": DAYS["north", 1]}, 20, seed=3)
    assert same_day["a"].rows.tobytes() != same_day["b"].rows.tobytes()


def test_progress_is_told_by_day():
    heard: list[tuple[int, int]] = []
    simulate_all(DAYS, 1, seed=3, effort=Effort(progress=lambda done, of: heard.append((done, of))))
    assert heard == [(1, 2), (2, 2)]


def test_a_city_without_days_is_refused():
    with pytest.raises(ValueError, match="Maybe all of them are closed"):
        simulate_all({}, 1, seed=3)
