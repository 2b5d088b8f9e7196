"""The pooled office in Ciw: two classes, one skill, patience; a constant number of counters."""

import ciw

from bench.peers.pooled import COUNTERS, FIRST, MINUTES, PATIENCE, RATES, SECOND


def play(minutes: float, replications: int) -> int:
    """Play so many stretches of time; tell how many people came."""
    laws = ciw.dists
    network = ciw.create_network(
        arrival_distributions={
            name: [laws.Exponential(rate)]
            for name, rate in zip((FIRST, SECOND), RATES, strict=True)
        },
        service_distributions={name: [laws.Exponential(1 / MINUTES)] for name in (FIRST, SECOND)},
        reneging_time_distributions={FIRST: [None], SECOND: [laws.Exponential(1 / PATIENCE)]},
        priority_classes={FIRST: 0, SECOND: 1},
        number_of_servers=[COUNTERS],
    )
    people = 0
    for seed in range(replications):
        ciw.seed(seed)
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(minutes)
        people += len(simulation.get_all_records())
    return people
