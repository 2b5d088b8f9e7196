"""How many would have come, when searches found nothing.

Those who came are the fewest who wanted to, and with those who searched in vain the most: somebody
who searches five times is five searches. Between the two the expected number is the mean of the
negative binomial law that the model gives for the day, cut at both ends.
"""

import numpy as np
from scipy.special import betainc

from anlauf.engine.forecast.history import Numbers

LEAST_EXTRA = 1e-4  # below, the law is Poisson's to four digits
LEAST_CHANCE = 1e-12  # below, the model knows nothing of such a day


def repaired(came: Numbers, lost: Numbers, mean: Numbers, extra: Numbers) -> Numbers:
    """The expected number of people who wanted to come."""
    full = lost > 0
    if not full.any():
        return came
    low, high = came[full], came[full] + lost[full]
    wanted = came.copy()
    wanted[full] = _between(low, high, mean[full], np.maximum(extra[full], LEAST_EXTRA))
    return wanted


def _between(low: Numbers, high: Numbers, mean: Numbers, extra: Numbers) -> Numbers:
    """The mean of the law between two numbers: k p(k; r) is r q/(1-q) times p(k-1; r+1)."""
    size = 1 / extra
    chance = _below(high, size, mean) - _below(low - 1, size, mean)
    grown = mean * (1 + extra)  # the mean of the law with one more in size
    above = _below(high - 1, size + 1, grown) - _below(low - 2, size + 1, grown)
    inside = np.clip(mean * above / np.maximum(chance, LEAST_CHANCE), low, high)
    nearest = np.where(mean < low, low, high)
    return np.where(chance > LEAST_CHANCE, inside, nearest)


def _below(most: Numbers, size: Numbers, mean: Numbers) -> Numbers:
    """The chance of at most so many."""
    share: Numbers = betainc(size, np.maximum(most, 0) + 1, size / (size + np.maximum(mean, 1e-12)))
    return np.where(most < 0, 0.0, share)
