"""Numbers by a law, drawn for one person and one purpose."""

from math import cos, exp, log, pi, sqrt

import numpy as np

from anlauf.engine.compiled import compiled
from anlauf.engine.simulate.dice import child, normal_quantile, uniform
from anlauf.engine.simulate.flat import (
    EMPIRICAL,
    EXPONENTIAL,
    FIXED,
    GAMMA,
    LOG_NORMAL,
    Laws,
)


@compiled
def draw(laws: Laws, law: int, key: np.uint64, purpose: int) -> float:
    """One number by this law."""
    kind, a, b = laws.kind[law], laws.a[law], laws.b[law]
    if kind == FIXED:
        return float(a)
    if kind == GAMMA:
        return float(b * _gamma(a, child(key, purpose)))
    u = uniform(key, purpose)
    if kind == EXPONENTIAL:
        return float(-a * log(u))
    if kind == LOG_NORMAL:
        return exp(a + b * normal_quantile(u))
    if kind == EMPIRICAL:
        return _between(laws, law, u)
    return float(a + b * normal_quantile(u))


@compiled
def _between(laws: Laws, law: int, u: float) -> float:
    """The quantile at `u`, on a straight line between its neighbours."""
    place = u * (laws.size[law] - 1)
    low = int(place)
    first = laws.first[law] + low
    return float(laws.values[first] + (place - low) * (laws.values[first + 1] - laws.values[first]))


@compiled
def _gamma(shape: float, key: np.uint64) -> float:
    """A gamma number of scale 1: Marsaglia and Tsang (2000), boosted for shapes below 1."""
    if shape == 1.0:
        return -log(uniform(key, 0))
    boost = 1.0 if shape > 1 else uniform(key, 0) ** (1 / shape)
    d = (shape if shape > 1 else shape + 1) - 1 / 3
    c = 1 / sqrt(9 * d)
    attempt = 1
    while True:
        x = _normal(key, attempt)
        v = (1 + c * x) ** 3
        if v > 0 and log(uniform(key, attempt + 2)) < 0.5 * x * x + d - d * v + d * log(v):
            return boost * d * v
        attempt += 3


@compiled
def _normal(key: np.uint64, attempt: int) -> float:
    """A standard normal number from two uniform ones (Box and Muller 1958)."""
    radius = sqrt(-2 * log(uniform(key, attempt)))
    return radius * cos(2 * pi * uniform(key, attempt + 1))
