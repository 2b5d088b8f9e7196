"""Twelve counters and one line in Cimba: arrivals into a container, a process for each counter."""

import cimba
from cimba import inputs

from bench.peers.pooled import COUNTERS, MINUTES, RATES


class Counters(cimba.Model):
    """M/M/12 in two kinds of processes; people are units without a name."""

    gap: cimba.Input[float] = inputs.dist.exponential(mean=1 / sum(RATES))
    minutes: cimba.Input[float] = inputs.dist.exponential(mean=MINUTES)
    line: cimba.Container
    mean_line: cimba.Output[float]

    @cimba.process
    def arrivals(self) -> None:
        """People come."""
        while True:
            cimba.hold(self.gap.next())
            self.line.put(1)

    @cimba.process(copies=12)
    def counter(self) -> None:
        """A clerk serves."""
        while True:
            self.line.get(1)
            cimba.hold(self.minutes.next())

    @cimba.on_end
    def measure(self) -> None:
        """How long the line was."""
        self.mean_line = self.line.mean_level()


assert COUNTERS == 12


def play(minutes: float, replications: int) -> float:
    """Play so many stretches of time; tell how many people come in the mean."""
    experiment = cimba.Experiment(
        Counters(),
        replications=replications,
        window=cimba.Window(warmup=0, duration=minutes),
        seed=1,
    )
    experiment.run()
    return sum(RATES) * minutes * replications
