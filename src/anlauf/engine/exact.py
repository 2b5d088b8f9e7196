"""Queues with known answers, to check simulations and plans against.

Sources: Erlang (1917) for B and C; Palm (1957) for A, here by the chain of births and deaths;
Pollaczek (1930) and Khinchine (1932) for a single server with any law; Cobham (1954) for two
classes without interruption. Time is in any unit, rates are per unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

import numpy as np
from numpy.typing import NDArray


def erlang_b(servers: int, load: float) -> float:
    """The share of customers who find all servers busy and are lost."""
    blocked = 1.0
    for number in range(1, servers + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The share of customers who must wait; with a load of `servers` or more all do."""
    if load >= servers:
        return 1.0
    blocked = erlang_b(servers, load)
    return servers * blocked / (servers - load * (1 - blocked))


def mean_wait(servers: int, rate: float, mean_service: float) -> float:
    """The mean wait in M/M/c."""
    load = rate * mean_service
    if load >= servers:
        return float("inf")
    return erlang_c(servers, load) * mean_service / (servers - load)


def wait_over(servers: int, rate: float, mean_service: float, minutes: float) -> float:
    """The share of customers in M/M/c who wait longer than this."""
    load = rate * mean_service
    if load >= servers:
        return 1.0
    return erlang_c(servers, load) * exp(-(servers - load) * minutes / mean_service)


@dataclass(frozen=True)
class ErlangA:
    """What happens in M/M/c when people give up after an exponential time."""

    delayed: float
    abandoned: float
    mean_queue: float


def erlang_a(servers: int, rate: float, mean_service: float, mean_patience: float) -> ErlangA:
    """M/M/c with abandonment, exactly; the chain is cut where its weight is nothing."""
    weight, weights, state = 1.0, [1.0], 0
    while state <= servers or weight > 1e-16 * max(weights):
        state += 1
        leaving = min(state, servers) / mean_service + max(0, state - servers) / mean_patience
        weight *= rate / leaving
        weights.append(weight)
    chances = np.array(weights) / np.sum(weights)
    queue = np.maximum(0, np.arange(len(chances)) - servers)
    mean_queue = float(queue @ chances)
    return ErlangA(
        delayed=float(chances[servers:].sum()),
        abandoned=mean_queue / mean_patience / rate,
        mean_queue=mean_queue,
    )


def single_server_wait(rate: float, mean_service: float, spread: float) -> float:
    """The mean wait in M/G/1; `spread` is the standard deviation of services over their mean."""
    load = rate * mean_service
    return load * mean_service * (1 + spread**2) / (2 * (1 - load))


def priority_waits(
    servers: int, rates: tuple[float, float], mean_service: float
) -> tuple[float, float]:
    """The mean waits of the first and the second class in M/M/c without interruption."""
    loads = [rate * mean_service / servers for rate in rates]
    rest = erlang_c(servers, sum(rates) * mean_service) * mean_service / servers
    return rest / (1 - loads[0]), rest / ((1 - loads[0]) * (1 - sum(loads)))


def changing_queue(
    rates: Sequence[float], servers: Sequence[int], mean_service: float, steps: int = 200
) -> NDArray[np.float64]:
    """The chance that all servers are busy in Mt/M/st, as the mean of each unit of time.

    Kolmogorov's equations from an empty system, by the method of Runge and Kutta.
    """
    if any(after < before for before, after in pairwise(servers)):
        raise ValueError(
            f"The servers fall: {list(servers)}. Whoever goes while serving would need more states."
        )
    most = int(max(servers) + 6 * sum(rates) ** 0.5 + max(rates) * 6 + 60)
    chances = np.zeros(most)
    chances[0] = 1.0
    busy = np.empty(len(rates))
    people = np.arange(most)
    for moment, (rate, there) in enumerate(zip(rates, servers, strict=True)):
        leaving = np.minimum(people, there) / mean_service
        seen = [chances[there:].sum()]
        for _ in range(steps):
            chances = _step(chances, rate, leaving, 1 / steps)
            seen.append(chances[there:].sum())
        busy[moment] = (sum(seen) - (seen[0] + seen[-1]) / 2) / steps
    return busy


def _step(
    chances: NDArray[np.float64], rate: float, leaving: NDArray[np.float64], span: float
) -> NDArray[np.float64]:
    first = _drift(chances, rate, leaving)
    second = _drift(chances + span / 2 * first, rate, leaving)
    third = _drift(chances + span / 2 * second, rate, leaving)
    fourth = _drift(chances + span * third, rate, leaving)
    moved: NDArray[np.float64] = chances + span / 6 * (first + 2 * second + 2 * third + fourth)
    return moved


def _drift(
    chances: NDArray[np.float64], rate: float, leaving: NDArray[np.float64]
) -> NDArray[np.float64]:
    coming = rate * chances
    coming[-1] = 0.0
    change: NDArray[np.float64] = -coming - leaving * chances
    change[1:] += coming[:-1]
    change[:-1] += (leaving * chances)[1:]
    return change
