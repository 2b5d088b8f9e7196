"""How wide paths must be, so that they hold what they say: measured, not assumed."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.special import ndtri

from anlauf.engine.forecast.days import Days
from anlauf.engine.forecast.history import Numbers
from anlauf.engine.forecast.levels import Level
from anlauf.engine.forecast.shape import Shape

INSIDE = 0.8
BELIEF = 0.5  # days' worth of belief in the model's own width
LEAST, MOST = 0.6, 1.8
EDGE = 1e-3
ALL_CHANCE = 0.9  # of the variance: then there is nothing to learn the width from


def factor(ranks: Sequence[Numbers], chance: float) -> float:
    """By how much paths are too narrow, from the places of what came among them, day by day.

    Only what is not chance can be widened: `chance` is its part of the variance.
    """
    if not ranks or chance >= ALL_CHANCE:
        return 1.0
    places = np.clip(np.concatenate([one.ravel() for one in ranks]), EDGE, 1 - EDGE)
    reach = float(np.quantile(np.abs(ndtri(places)), INSIDE))
    needed = reach / float(ndtri((1 + INSIDE) / 2))
    square = np.clip((needed**2 - chance) / (1 - chance), LEAST**2, MOST**2)
    weight = len(ranks) / (len(ranks) + BELIEF / (1 - chance) ** 3)
    return float(square ** (weight / 2))


def widened(days: Days, form: Shape, by: float) -> tuple[Days, Shape]:
    """Levels, luck and shapes with deviations so many times as wide."""
    track, square = days.track, by**2
    luck = track.luck
    wide = replace(
        track,
        total=_level(track.total, square),
        offices=_level(track.offices, square),
        services=_level(track.services, square),
        series=_level(track.series, square),
        luck=replace(
            luck,
            total=replace(luck.total, variance=luck.total.variance * square),
            offices=luck.offices * square,
            services=luck.services * square,
            series=luck.series * square,
        ),
    )
    moving = replace(form, spread=form.spread * square, ripple=form.ripple * square)
    return replace(days, track=wide), moving


def _level(level: Level, square: float) -> Level:
    return Level(level.mean, level.variance * square, level.growth * square)
