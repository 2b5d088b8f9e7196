"""How good forecasts were, once it is known who came."""

import numpy as np
from numpy.typing import ArrayLike

from anlauf.engine.forecast.history import Numbers


def wape(forecast: ArrayLike, came: ArrayLike) -> float:
    """The sum of all errors over the sum of all people."""
    said, true = np.asarray(forecast, dtype=float), np.asarray(came, dtype=float)
    return float(np.abs(said - true).sum() / true.sum())


def coverage(paths: ArrayLike, came: ArrayLike, level: float = 0.8) -> float:
    """The share of numbers inside the middle `level` of their paths (first axis).

    Counts are whole: one that lies on an edge counts by the part of it that belongs inside.
    """
    return float(
        ((1 - level) / 2 <= (rank := pit(paths, came))).mean() - (rank > (1 + level) / 2).mean()
    )


def pit(paths: ArrayLike, came: ArrayLike) -> Numbers:
    """Where each number lies among its paths, evenly spread from 0 to 1 if the paths are right.

    Equal counts are spread evenly by a fixed rule, so that the same input gives the same answer.
    """
    drawn, true = np.asarray(paths), np.asarray(came, dtype=float)
    below, equal = (drawn < true).mean(0), (drawn == true).mean(0)
    golden = (np.arange(true.size) * 0.6180339887498949) % 1
    rank: Numbers = below + equal * golden.reshape(true.shape)
    return rank


def crps(paths: ArrayLike, came: ArrayLike) -> float:
    """The mean distance of paths from what came, less half their distance from each other."""
    drawn = np.sort(np.asarray(paths, dtype=float), axis=0)
    count = len(drawn)
    away = np.abs(drawn - np.asarray(came, dtype=float)).mean()
    weights = (2 * np.arange(1, count + 1) - count - 1) / count**2
    apart = np.tensordot(weights, drawn, axes=1).mean()
    return float(away - apart)
