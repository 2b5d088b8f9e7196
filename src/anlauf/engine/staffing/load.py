"""How many would be served at once with clerks for everybody, and how many clerks that takes."""

from math import ceil, exp

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.exact import wait_over
from anlauf.engine.simulate.laws import Empirical, Fixed, Law
from anlauf.engine.staffing.office import Demand, Office
from anlauf.engine.staffing.pool import Group

Numbers = NDArray[np.float64]


def covers(office: Office, groups: list[Group]) -> NDArray[np.int64]:
    """Clerks that each group of skills needs in each slot by a rule of thumb.

    Erlang's formula at the modified offered load of the group (see `start.modified_load`): as if
    it had clerks of its own who can do all of it.
    """
    peaks = [_peaks(demand, office.slot) for demand in office.demands]
    return np.array(
        [
            [
                _least([(office.demands[skill], peaks[skill][slot]) for skill in group])
                for slot in range(office.slots)
            ]
            for group in groups
        ]
    )


def mean(law: Law) -> float:
    """The mean of a law."""
    if isinstance(law, Fixed):
        return law.minutes
    if isinstance(law, Empirical):
        ends = np.array(law.quantiles)
        return float((ends[1:] + ends[:-1]).mean() / 2)
    return law.mean


def _peaks(demand: Demand, slot: float) -> Numbers:
    """The modified offered load at its highest in each slot."""
    service, load, peaks = max(mean(demand.minutes), 1e-6), 0.0, []
    for people in demand.expected:
        begins, settled = load, people / slot * service
        load = settled + (begins - settled) * exp(-slot / service)
        peaks.append(max(begins, load))
    return np.array(peaks)


def _least(parts: list[tuple[Demand, float]]) -> int:
    """The fewest clerks with whom few enough wait too long, if the load stayed like that."""
    load = sum(peak for _demand, peak in parts)
    if load == 0:
        return 0
    rate = sum(peak / max(mean(demand.minutes), 1e-6) for demand, peak in parts)
    within = min(demand.promise.within for demand, _peak in parts)
    missed = sum(peak * (1 - demand.promise.share) for demand, peak in parts) / load
    clerks = max(1, ceil(load))
    while wait_over(clerks, rate, load / rate, within) > missed:
        clerks += 1
    return clerks
