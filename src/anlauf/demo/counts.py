"""People of the weeks before the demo began, invented by half-hour and skill.

Clerks of the season's patterns are busy for two thirds of their time, more on Mondays and in the
morning; each office has a mood of its own. The same seed invents the same weeks.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import numpy as np

from anlauf.core.actors import SYSTEM
from anlauf.demo.habits import Habits
from anlauf.directory import queries as directory
from anlauf.engine.grid import Span
from anlauf.engine.roster.shift import whole_half_hours
from anlauf.forecasts import commands
from anlauf.forecasts.values import Count
from anlauf.staffing import queries as staffing
from anlauf.staffing.snapshots import Pattern

DAYS = 84
LOAD = 0.64
MINUTES = 9.4  # of a matter, on average
HALF_HOURS, HALF_HOUR = 48, 30
WEEKDAYS = (1.14, 1.02, 0.96, 1.0, 0.88, 1.0, 1.0)
MOODS = (0.8, 1.15)
UNREST = 0.07  # by which days differ beyond chance


def invent(habits: Habits, today: date, *, at: datetime, days: int = DAYS, seed: int = 1) -> int:
    """Load the counts of the days before this one; tell how many rows that was."""
    found = weeks(habits, today, days=days, seed=seed)
    return commands.load_counts(found, by=SYSTEM, at=at)


def weeks(habits: Habits, today: date, *, days: int, seed: int) -> Iterator[Count]:
    """The counts of the days before this one."""
    dice = np.random.default_rng(seed)
    offices = [row for row in directory.offices() if row.has_counter]
    first = today - timedelta(days)
    opening = staffing.opening(offices, first, days)
    patterns = staffing.patterns_by_office()
    skills = _skills(habits)
    for office in offices:
        mood = dice.uniform(*MOODS)
        for day in range(days):
            on = first + timedelta(day)
            clerks = _clerks(patterns.get(office.pk, ()), opening[office.pk, day], on)
            usual = clerks * HALF_HOUR / MINUTES * LOAD * mood * WEEKDAYS[on.weekday()]
            people = usual * _hours() * np.exp(UNREST * dice.standard_normal())
            for skill, part in skills.get(office.area.key, {}).items():
                came = dice.poisson(people * part)
                if came.any():
                    yield Count(office.pk, skill, on, came.tolist())


def _clerks(
    patterns: tuple[Pattern, ...], spans: tuple[Span, ...], on: date
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Clerks of the season's patterns by half-hour."""
    found = np.zeros(HALF_HOURS)
    for pattern in patterns:
        if pattern.holds(on):
            for half in whole_half_hours(pattern.presence(spans)):
                found[half] += pattern.clerks
    return found


def _hours() -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A little more in the morning than in the evening."""
    halves = np.arange(HALF_HOURS)
    factor: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = 1.25 - 0.25 * (halves - 16) / 10
    return np.clip(factor, 0.7, 1.3)


def _skills(habits: Habits) -> Mapping[str, Mapping[str, float]]:
    """Which part of an area's people needs which skill."""
    found: dict[str, dict[str, float]] = {}
    for service in directory.services():
        many = habits.services.get(service.key, 0)
        if many:
            counts = found.setdefault(service.area.key, {})
            counts[service.skill.key] = counts.get(service.skill.key, 0.0) + many
    return {
        area: {skill: many / sum(counts.values()) for skill, many in counts.items()}
        for area, counts in found.items()
    }
