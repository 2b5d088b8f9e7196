"""Two plans with the same people: what changes, with the interval of paired replications."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from anlauf.engine.cityyear.model import City, Window
from anlauf.engine.cityyear.people import Numbers
from anlauf.engine.cityyear.plans import Plan
from anlauf.engine.cityyear.rooms import rooms
from anlauf.engine.cityyear.year import Year, play
from anlauf.engine.intervals import Interval, difference, interval

NINE_TENTHS = 0.9
Told = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Played:
    """A plan's figures, a row for each replication; mean leads by office, too."""

    plan: Plan
    figures: dict[str, Numbers]
    leads: Numbers
    spring: Numbers  # mean leads by office in the window that was looked at

    def ci(self, name: str) -> Interval:
        """A figure with its interval."""
        return interval(self.figures[name], np.ones(len(self.figures[name])), 0.95)


def change(before: Played, after: Played, name: str) -> Interval:
    """By what part a figure changes, replication by replication."""
    old = before.figures[name]
    parts = after.figures[name] / old
    return interval(parts - 1, np.ones(len(parts)), 0.95)


def moved(before: Played, after: Played, name: str) -> Interval:
    """By how much a figure changes."""
    ones = np.ones(len(before.figures[name]))
    return difference((before.figures[name], ones), (after.figures[name], ones), 0.95)


def compared(
    city: City,
    plans: Sequence[Plan],
    window: Window,
    *,
    seed: int,
    times: int,
    progress: Told = lambda _done, _of: None,
) -> list[Played]:
    """Play each plan with the same people, so many times."""
    rows: list[list[tuple[dict[str, float], Numbers, Numbers]]] = [[] for _ in plans]
    for replication in range(times):
        for number, plan in enumerate(plans):
            year = play(city, plan, seed, replication)
            told = figures(year, seed, replication)
            rows[number].append((told, year.mean_leads(year.counted), year.mean_leads(window)))
            progress(replication * len(plans) + number + 1, times * len(plans))
    return [_played(plan, one) for plan, one in zip(plans, rows, strict=True)]


def figures(year: Year, seed: int, replication: int) -> dict[str, float]:
    """The figures of one year."""
    who = year.booked(year.counted)
    lead = year.lead[who]
    by_office = year.mean_leads(year.counted)
    asked = (year.everybody.day >= year.counted.first) & (year.everybody.day < year.counted.last)
    waited = rooms(year, seed, replication)
    return {
        "mean_lead": float(lead.mean()),
        "p90_lead": float(np.quantile(lead, NINE_TENTHS)),
        "spread": float(np.nanmax(by_office) - np.nanmin(by_office)),
        "p90_wait": waited.quantile(NINE_TENTHS),
        "median_wait": waited.quantile(0.5),
        "served": float(len(year.comes)),
        "refused": float((year.book.date[asked] < 0).mean()),
    }


def _played(plan: Plan, rows: Sequence[tuple[dict[str, float], Numbers, Numbers]]) -> Played:
    names = rows[0][0]
    return Played(
        plan,
        {name: np.array([one[0][name] for one in rows]) for name in names},
        np.array([one[1] for one in rows]),
        np.array([one[2] for one in rows]),
    )
