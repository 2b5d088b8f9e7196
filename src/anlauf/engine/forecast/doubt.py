"""How far the effects of a day's kind may be off, beside the level that follows them.

Effects are learnt from the days that luck is measured on, so part of that luck was learnt by
heart: what is left of it looks smaller than it is. Both matter while a history is short.
"""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.forecast.history import Numbers

MOST = 0.5  # of the luck, learnt by heart: beyond, nothing is known of it


@dataclass(frozen=True, eq=False)
class Doubt:
    """The covariance of the effects, and the usual day that the level makes up for."""

    covariance: Numbers
    usual: Numbers
    learnt_by_heart: float

    def drawn(self, rows: Numbers, paths: int, dice: np.random.Generator) -> Numbers:
        """How far days of these kinds may be off from the usual one, by path and day."""
        root = np.linalg.cholesky(self.covariance)
        off: Numbers = dice.normal(size=(paths, len(root))) @ root.T @ (rows - self.usual).T
        return off


def doubt(rows: Numbers, covariance: Numbers, people: Numbers, extra: float) -> Doubt:
    """What is not known of effects; `people` were expected on the days they were learnt from."""
    size = rows.shape[1]
    weight = people / (1 + extra * people)
    known = covariance[:size, :size]
    if not weight.sum():
        return Doubt(known, rows.mean(0), 0.0)
    usual = weight @ rows / weight.sum()
    apart = rows - usual
    learnt = weight * np.einsum("dp,pq,dq->d", apart, known, apart)
    by_heart = learnt.sum() / np.count_nonzero(weight)
    return Doubt(known, usual, min(float(by_heart), MOST))
