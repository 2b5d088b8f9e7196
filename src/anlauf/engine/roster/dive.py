"""Diving: settle the plans that the mixture likes best, price anew, until all are whole."""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.roster.contract import Costs
from anlauf.engine.roster.generate import Generator
from anlauf.engine.roster.master import Chosen, Numbers, chosen
from anlauf.engine.roster.stop import Stop

WHOLE = 1e-6


@dataclass(frozen=True)
class Manner:
    """How bold a dive is: what it rounds up at once, and how often it prices in between."""

    boldness: float
    rounds: int


MANNERS = (Manner(0.95, 15), Manner(0.8, 15), Manner(0.7, 5), Manner(0.9, 40))


def dive(generator: Generator, manner: Manner, stop: Stop, beat: float) -> Chosen | None:
    """Plans near the master's mixture, or None if they will not beat a cost."""
    master = generator.master
    least = np.zeros(len(master.columns), dtype=np.int32)
    try:
        while not stop.now and master.solve(stop.left):
            use = master.use()
            if master.objective >= beat - WHOLE:
                return None
            if np.abs(use - use.round()).max() < WHOLE:
                return chosen(master.columns, use.round().astype(np.int32))
            least = _settled(use, least, manner)
            master.settle(least)
            for _round in range(manner.rounds):
                if stop.now or not master.solve(stop.left) or not generator.help():
                    break
            least = np.pad(least, (0, len(master.columns) - len(least)))
        return chosen(master.columns, least)  # whoever is left keeps what they have
    finally:
        master.settle(np.zeros(len(master.columns), dtype=np.int32))


def _settled(use: Costs, least: Numbers, manner: Manner) -> Numbers:
    """More plans settled: all that are used nearly once more, or else the one used most."""
    settled = np.maximum(least, np.floor(use + WHOLE).astype(np.int32))
    part = use - settled
    bold = (part >= manner.boldness).nonzero()[0]
    if len(bold) == 0:
        bold = np.array([int(part.argmax())])
    settled[bold] += 1
    return settled
