"""Log-linear effects of many series at once, each drawn towards its parent's.

Counts are over-dispersed Poisson. Days far off are given less weight, so that one strange day
bends nothing. The penalised likelihood is climbed by Newton's method.
"""

from dataclasses import dataclass

import numpy as np

from anlauf.engine.forecast.history import Numbers

STEPS = 30
NEAR = 1e-7
LONGEST_STEP = 1.5
FAR = 3.0  # standard deviations from where on a day counts less
CHUNK = 128
RANGE = 30.0


@dataclass(frozen=True, eq=False)
class Prior:
    """Where the coefficients of each series are drawn to, and how strongly."""

    mean: Numbers
    precision: Numbers


@dataclass(frozen=True, eq=False)
class Fit:
    """Coefficients by series, how sure they are together, and the extra variance of a day."""

    values: Numbers
    covariance: Numbers
    extra: Numbers

    @property
    def errors(self) -> Numbers:
        """The standard error of each coefficient."""
        errors: Numbers = np.sqrt(np.einsum("npp->np", self.covariance))
        return errors


def fit(rows: Numbers, counts: Numbers, exposure: Numbers, prior: Prior) -> Fit:
    """Effects of series (first axis) over days; a day without exposure does not count."""
    parts = [
        _fit_some(
            rows,
            counts[n : n + CHUNK],
            exposure[n : n + CHUNK],
            Prior(prior.mean[n : n + CHUNK], prior.precision),
        )
        for n in range(0, len(counts), CHUNK)
    ]
    return Fit(
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.covariance for part in parts]),
        np.concatenate([part.extra for part in parts]),
    )


def _fit_some(rows: Numbers, counts: Numbers, exposure: Numbers, prior: Prior) -> Fit:
    values = prior.mean.copy()
    values[:, 0] = np.log((counts.sum(1) + 0.5) / (expected(rows, values, exposure).sum(1) + 0.5))
    values[:, 0] += prior.mean[:, 0]
    extra = np.full(len(counts), 0.01)
    slope = np.empty((len(counts), rows.shape[1], rows.shape[1]))
    for _ in range(STEPS):
        mean = expected(rows, values, exposure)
        trust = _trust(counts, mean, extra)
        extra = _extra(counts, mean, trust)
        shrunk = trust / (1 + extra[:, None] * mean)
        pull = (values - prior.mean) @ prior.precision
        uphill = (shrunk * (counts - mean)) @ rows - pull
        slope = _slope(rows, shrunk * mean, prior.precision)
        step = np.linalg.solve(slope, uphill[..., None])[..., 0]
        values += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        if np.abs(step).max() < NEAR:
            break
    covariance = np.linalg.inv(slope).astype(np.float64)
    return Fit(values, covariance, extra)


def expected(rows: Numbers, values: Numbers, exposure: Numbers) -> Numbers:
    """People expected by series and day."""
    people: Numbers = exposure * np.exp(np.clip(values @ rows.T, -RANGE, RANGE))
    return people


def _slope(rows: Numbers, weights: Numbers, precision: Numbers) -> Numbers:
    curved: Numbers = np.matmul(rows.T, weights[:, :, None] * rows) + precision
    return curved


def _trust(counts: Numbers, mean: Numbers, extra: Numbers) -> Numbers:
    """One for usual days, less for those far off."""
    spread = np.sqrt(mean + extra[:, None] * mean**2) + 1e-9
    away = np.abs(counts - mean) / spread
    trust: Numbers = FAR / np.maximum(away, FAR)
    return trust


def _extra(counts: Numbers, mean: Numbers, trust: Numbers) -> Numbers:
    """The variance of a day's own factor: what is more than Poisson."""
    above = (trust * ((counts - mean) ** 2 - mean)).sum(1)
    extra: Numbers = np.clip(above / ((trust * mean**2).sum(1) + 1e-9), 0.0, 1.0)
    return extra
