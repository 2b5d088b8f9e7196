"""Random numbers that can be asked for in any order."""

import numpy as np
import pytest
from scipy.stats import kstest, norm

from anlauf.engine.simulate import dice

MASK = 2**64 - 1


def splitmix(state: int) -> int:
    """The published generator, written down once more."""
    value = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB & MASK
    return value ^ (value >> 31)


def test_hashes_are_those_of_splitmix():
    """The first numbers that the generator's authors give for the seed 1234567."""
    key = np.uint64(1234567)
    assert [int(dice.child(key, n)) for n in range(2)] == [
        6457827717110365317,
        3203168211198807973,
    ]
    assert int(dice.mixed(np.uint64(987654321))) == splitmix(987654321)


def test_uniform_numbers_are_uniform_by_person_and_by_purpose():
    key = np.uint64(7)
    by_person = [dice.uniform(np.uint64(dice.child(key, n)), dice.GAP) for n in range(4000)]
    by_purpose = [dice.uniform(key, n) for n in range(4000)]
    assert kstest(by_person, "uniform").pvalue > 0.01
    assert kstest(by_purpose, "uniform").pvalue > 0.01
    assert abs(np.corrcoef(by_person, by_purpose)[0, 1]) < 0.05


@pytest.mark.parametrize("p", [1e-16, 1e-12, 1e-4, 0.05, 0.074, 0.076, 0.5, 0.9, 0.93, 1 - 1e-9])
def test_the_normal_quantile_is_exact(p: float):
    assert dice.normal_quantile(p) == pytest.approx(norm.ppf(p), rel=1e-13, abs=1e-15)


def test_a_name_keeps_its_number():
    assert dice.name_key("passport") == dice.name_key("passport")
    assert dice.name_key("passport") != dice.name_key("passport", 1)
