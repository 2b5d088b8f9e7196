"""Random numbers that depend on nothing but what they are for.

Every number is a hash of (seed, replication, person, purpose), so a person brings the same luck to
every plan, in any order and on any number of threads. Hashing is SplitMix64's (Steele, Lea and
Flood 2014); the normal quantile is Wichura's AS 241 (1988), exact to sixteen digits.
"""

from hashlib import blake2b
from math import log, sqrt

import numpy as np

from anlauf.engine.compiled import compiled

# What a person's number is drawn for.
GAP = 1
MINUTES = 2
PATIENCE = 3
PERSONS = 4
PUNCTUALITY = 5
SHOWS = 6

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_A, _B, _C, _11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 2.0**-53


def name_key(*names: object) -> int:
    """A number for a name that never changes, so that a new service moves nobody else's luck."""
    return int.from_bytes(blake2b(repr(names).encode(), digest_size=8).digest(), "little")


@compiled
def mixed(value: np.uint64) -> np.uint64:
    """Scatter 64 bits."""
    value = (value ^ (value >> _A)) * _FIRST
    value = (value ^ (value >> _B)) * _SECOND
    return value ^ (value >> _C)


@compiled
def child(key: np.uint64, number: int) -> np.uint64:
    """The key of the `number`th thing under this one."""
    return mixed(key + _STEP * np.uint64(number + 1))


@compiled
def uniform(key: np.uint64, purpose: int) -> float:
    """A number strictly between 0 and 1."""
    return (float(child(key, purpose) >> _11) + 0.5) * _UNIT


@compiled
def normal_quantile(p: float) -> float:
    """The value that a standard normal number stays below with probability `p`."""
    q = p - 0.5
    if abs(q) <= 0.425:
        return q * _middle(0.180625 - q * q)
    r = sqrt(-log(p if q < 0 else 1 - p))
    tail = _shoulder(r - 1.6) if r <= 5 else _far(r - 5)
    return -tail if q < 0 else tail


@compiled
def _middle(r: float) -> float:
    above = 2509.0809287301226727 * r + 33430.575583588128105
    above = (above * r + 67265.770927008700853) * r + 45921.953931549871457
    above = (above * r + 13731.693765509461125) * r + 1971.5909503065514427
    above = (above * r + 133.14166789178437745) * r + 3.387132872796366608
    below = 5226.495278852545925 * r + 28729.085735721942674
    below = (below * r + 39307.89580009271061) * r + 21213.794301586595867
    below = (below * r + 5394.1960214247511077) * r + 687.1870074920579083
    return above / ((below * r + 42.313330701600911252) * r + 1.0)


@compiled
def _shoulder(r: float) -> float:
    above = 7.7454501427834140764e-4 * r + 0.0227238449892691845833
    above = (above * r + 0.24178072517745061177) * r + 1.27045825245236838258
    above = (above * r + 3.64784832476320460504) * r + 5.7694972214606914055
    above = (above * r + 4.6303378461565452959) * r + 1.42343711074968357734
    below = 1.05075007164441684324e-9 * r + 5.475938084995344946e-4
    below = (below * r + 0.0151986665636164571966) * r + 0.14810397642748007459
    below = (below * r + 0.68976733498510000455) * r + 1.6763848301838038494
    return above / ((below * r + 2.05319162663775882187) * r + 1.0)


@compiled
def _far(r: float) -> float:
    above = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
    above = (above * r + 0.0012426609473880784386) * r + 0.026532189526576123093
    above = (above * r + 0.29656057182850489123) * r + 1.7848265399172913358
    above = (above * r + 5.4637849111641143699) * r + 6.6579046435011037772
    below = 2.04426310338993978564e-15 * r + 1.4215117583164458887e-7
    below = (below * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4
    below = (below * r + 0.0148753612908506148525) * r + 0.13692988092273580531
    return above / ((below * r + 0.59983220655588793769) * r + 1.0)
