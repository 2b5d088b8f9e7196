"""How sure the mean minutes of a service are: `service_times` learns them, here is their range."""

from math import exp, sqrt
from statistics import NormalDist

from anlauf.engine.habits.estimate import Estimate, check_level
from anlauf.engine.service_times import BORROWED, Factor, law_of


def minutes(planned: float, factor: Factor, *, level: float = 0.95) -> Estimate:
    """The mean minutes of what is planned for so many, by Cox's interval for lognormal means.

    What was borrowed from others counts as seen: with few cases the range is that of others.
    """
    check_level(level)
    if planned <= 0:
        raise ValueError(f"A service planned for {planned} minutes takes no time. Maybe a unit?")
    law = law_of(planned, factor)
    seen = factor.cases + BORROWED
    square = law.sigma**2
    error = sqrt(square / seen + square**2 / (2 * seen))
    reach = NormalDist().inv_cdf((1 + level) / 2) * error
    return Estimate(law.mean, law.mean * exp(-reach), law.mean * exp(reach), level)
