"""Where theory knows the answer, the simulation gives it."""

import pytest

from anlauf.engine import exact
from bench import known


@pytest.mark.parametrize("one", known.all_known(10_000), ids=lambda one: one.name)
def test_simulation_and_theory_agree(one: known.Known):
    assert one.standard_errors(20, seed=5) < 3.5


def test_a_wrong_theory_would_be_noticed():
    """Control: five per cent off is seen at once."""
    right = known.mmc(5, 0.8, 20_000)
    wrong = known.Known("wrong", right.day, right.metric, right.value * 1.1)
    assert wrong.standard_errors(20, seed=5) > 3.5


def test_a_day_that_changes_follows_its_equations():
    assert known.changing_errors(20, 400, seed=2) < 4


@pytest.mark.slow
@pytest.mark.parametrize("one", known.all_known(500_000), ids=lambda one: one.name)
def test_simulation_and_theory_agree_for_ten_million_people(one: known.Known):
    assert one.standard_errors(20, seed=11) < 3


@pytest.mark.slow
def test_a_day_that_changes_follows_its_equations_closely():
    assert known.changing_errors(40, 5000, seed=3) < 4


def test_formulas_give_the_published_values():
    assert exact.erlang_c(5, 4.0) == pytest.approx(0.55411, abs=5e-6)
    assert exact.mean_wait(5, 4.0, 1.0) == pytest.approx(0.55411, abs=5e-6)
    assert exact.erlang_b(10, 5.0) == pytest.approx(0.018385, abs=5e-7)
    assert exact.wait_over(1, 0.5, 1.0, 2.0) == pytest.approx(0.5 * 2.718281828**-1)


def test_formulas_agree_where_they_overlap():
    assert exact.single_server_wait(0.8, 1.0, 1.0) == pytest.approx(exact.mean_wait(1, 0.8, 1.0))
    patient = exact.erlang_a(5, 4.0, 1.0, 1e7)
    assert patient.delayed == pytest.approx(exact.erlang_c(5, 4.0), rel=1e-4)
    assert sum(exact.priority_waits(1, (0.4, 0.4), 1.0)) / 2 == pytest.approx(
        exact.mean_wait(1, 0.8, 1.0)
    )
    settled = exact.changing_queue([4.0] * 60, [5] * 60, 1.0, steps=50)
    assert settled[-1] == pytest.approx(exact.erlang_c(5, 4.0), rel=1e-3)
