"""Simulated queues beside their exact answers; every comparison is counted in standard errors."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import t as student

from anlauf.engine import exact
from anlauf.engine.simulate import (
    Clerk,
    Exponential,
    Fixed,
    Gamma,
    Law,
    Line,
    LogNormal,
    OfficeDay,
    Result,
    Service,
    WalkIns,
    simulate,
)


@dataclass(frozen=True)
class Known:
    """A figure of a long day whose true value is known."""

    name: str
    day: OfficeDay
    metric: str
    value: float

    def standard_errors(self, replications: int, seed: int) -> float:
        """How far the simulation is off."""
        seen = simulate(self.day, replications, seed=seed).ci(self.metric)
        error = seen.half_width / float(student.ppf(0.975, replications - 1))
        return abs(seen.value - self.value) / error


def all_known(people: int) -> list[Known]:
    """All queues with a known answer, with about so many people in a replication."""
    return [
        *(mmc(servers, load, people) for servers in (1, 5, 20) for load in (0.5, 0.8, 0.95)),
        *(erlang_a(servers, load, people) for servers, load in ((3, 1.2), (10, 0.9))),
        single("M/D/1", Fixed(1.0), 0.0, people),
        single("M/G/1 lognormal", LogNormal(1.0, 0.7), 0.7, people),
        single("M/G/1 gamma", Gamma(1.0, 1.5), 1.5, people),
        *priority(people),
    ]


def mmc(servers: int, load: float, people: int) -> Known:
    """Erlang's queue: the mean wait."""
    rate = servers * load
    day = long_day(rate, Exponential(1.0), servers, people)
    return Known(f"M/M/{servers} {load}", day, "wait", exact.mean_wait(servers, rate, 1.0))


def erlang_a(servers: int, load: float, people: int) -> Known:
    """Palm's queue: the share of those who give up after two services on the average."""
    rate = servers * load
    day = long_day(rate, Exponential(1.0), servers, people, Exponential(2.0))
    share = exact.erlang_a(servers, rate, 1.0, 2.0).abandoned
    return Known(f"M/M/{servers}+M {load}", day, "share_abandoned", share)


def single(name: str, law: Law, spread: float, people: int) -> Known:
    """One clerk and any law, busy four fifths of the time."""
    wait = exact.single_server_wait(0.8, 1.0, spread)
    return Known(name, long_day(0.8, law, 1, people), "wait", wait)


def priority(people: int) -> list[Known]:
    """Two classes at four servers, the first one served first."""
    rates = (1.2, 2.2)
    day = replace(
        long_day(sum(rates), Exponential(1.0), 4, people),
        lines=(Line("first", level=1.0), Line("second")),
    )
    expected = [people * rate / sum(rates) for rate in rates]
    day = replace(
        day,
        walk_ins=(
            WalkIns("any", "first", (expected[0],)),
            WalkIns("any", "second", (expected[1],)),
        ),
    )
    waits = exact.priority_waits(4, rates, 1.0)
    return [
        Known(f"priority {line}", day, f"wait/{line}", wait)
        for line, wait in zip(("first", "second"), waits, strict=True)
    ]


def long_day(
    rate: float, law: Law, servers: int, people: int, patience: Law | None = None
) -> OfficeDay:
    """A day so long that so many people come, and that its empty morning does not matter."""
    return plain(
        rate=rate, minutes=law, clerks=servers, hours=people / rate / 60, patience=patience
    )


def plain(
    *, rate: float, minutes: Law, clerks: int, hours: float, patience: Law | None = None
) -> OfficeDay:
    """One service, one line, everybody there all the time; `rate` is per minute."""
    return OfficeDay(
        services=(Service("any", "any", minutes),),
        lines=(Line("all", patience=patience),),
        clerks=tuple(
            Clerk(f"c{number}", frozenset({"any"}), 0.0, hours * 60) for number in range(clerks)
        ),
        desks=clerks,
        walk_ins=(WalkIns("any", "all", (rate * hours * 60,)),),
        slot=hours * 60,
    )


# --- A day that changes -----------------------------------------------------------------------

UNIT = 10_000.0  # minutes, so that a wait of two seconds is no wait
RATES = (1.0, 3.0, 5.0, 7.0, 8.0, 6.0, 4.0, 3.0)
SERVERS = (2, 3, 4, 5, 6, 6, 6, 6)
MEAN = 0.8


def changing_day() -> OfficeDay:
    """Rates rise and fall, clerks come one after the other."""
    end = len(RATES) * UNIT
    comes = [next(n for n, there in enumerate(SERVERS) if there > number) for number in range(6)]
    return OfficeDay(
        services=(Service("any", "any", Exponential(MEAN * UNIT)),),
        lines=(Line("all"),),
        clerks=tuple(
            Clerk(f"c{n}", frozenset({"any"}), unit * UNIT, 9 * end) for n, unit in enumerate(comes)
        ),
        desks=6,
        walk_ins=(WalkIns("any", "all", RATES),),
        slot=UNIT,
    )


def changing_errors(batches: int, replications: int, seed: int) -> float:
    """The largest distance from the exact share of delayed people, slot by slot."""
    day = changing_day()
    shares = np.array(
        [
            delayed(simulate(day, replications, seed=seed, first=n * replications))
            for n in range(batches)
        ]
    )
    error = shares.std(axis=0, ddof=1) / np.sqrt(batches)
    distance = np.abs(shares.mean(axis=0) - exact.changing_queue(RATES, SERVERS, MEAN))
    return float((distance / error).max())


def delayed(result: Result) -> list[float]:
    """The share of people who had to wait, by slot."""
    counts = result.waits.sum(axis=(0, 1))
    return [float(1 - slot[0] / slot.sum()) for slot in counts]
