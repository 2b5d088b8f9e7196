"""Verbs whose answers are known, for studies in tests; workers must be able to import them."""

from dataclasses import dataclass
from pathlib import Path
from time import sleep

import numpy as np

from anlauf.engine.study import Draws, Figures
from anlauf.engine.study.figures import numbers


@dataclass(frozen=True)
class Coin:
    """A number that is `mean` on average."""

    mean: float


@dataclass(frozen=True)
class Gated:
    """Plays are noted in `folder`; from replication `shut` on each waits for a file `go` there."""

    mean: float
    folder: str
    shut: int


def toss(coin: Coin, draws: Draws) -> Figures:
    """Luck is the same for every coin, and large against what sets coins apart."""
    luck = np.array([dice.normal(0.0, 10.0) for dice in draws.dice()])
    return Figures.of({"number": numbers(coin.mean + luck), "share": (luck + 50.0, luck * 0 + 2.0)})


def gated(coin: Gated, draws: Draws) -> Figures:
    """As `toss`, but it can be held up in the middle."""
    folder = Path(coin.folder)
    while draws.first >= coin.shut and not (folder / "go").exists():
        sleep(0.01)
    with (folder / "played").open("a", encoding="utf-8") as notes:
        notes.write(f"{coin.mean} {draws.first}\n")
    return toss(Coin(coin.mean), draws)


def forgetful(_coin: Coin, draws: Draws) -> Figures:
    """Forgets one replication."""
    return Figures.of({"number": numbers(np.zeros(draws.many - 1))})


def refusing(coin: Coin, _draws: Draws) -> Figures:
    """Refuses, as verbs do."""
    raise ValueError(f"{coin.mean} is no mean. Maybe 1?")
