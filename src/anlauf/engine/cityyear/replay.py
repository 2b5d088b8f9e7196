"""A city's year as a study asks it: the same people for every plan, a row of figures for each year.

Leads are days from booking to date, waits are minutes on site. Figures of an office have its name
behind, like `lead/altona`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from anlauf.engine.cityyear.model import City, Window
from anlauf.engine.cityyear.plans import Plan
from anlauf.engine.cityyear.rooms import rooms
from anlauf.engine.cityyear.year import Year, play
from anlauf.engine.study.figures import Draws, Figures

NINE_TENTHS = 0.9
FIGURES = ("lead", "late_lead", "spread", "late", "middle", "refused", "served", "moved")
"""Mean and ninth tenth of leads, distance of offices, waits, shares, people and hours moved."""
BY_OFFICE = ("lead", "late", "hours")
SPRING = "spring"
"""Mean leads of the days that were published."""

Ratio = tuple[float, float]


@dataclass(frozen=True)
class Replay:
    """A city, the plan by which it is led, and the days of which leads were published."""

    city: City
    plan: Plan
    spring: Window


def replay(asked: Replay, draws: Draws) -> Figures:
    """Play years by one plan."""
    return as_figures(
        dict(_figures(asked, draws.seed, number))
        for number in range(draws.first, draws.first + draws.many)
    )


def as_figures(rows: Iterable[Mapping[str, Ratio]]) -> Figures:
    """Figures of years, each a name with a sum and what it is a share of."""
    each = list(rows)
    return Figures.of(
        {
            name: (
                np.array([row[name][0] for row in each]),
                np.array([row[name][1] for row in each]),
            )
            for name in each[0]
        }
    )


def _figures(asked: Replay, seed: int, number: int) -> Iterator[tuple[str, Ratio]]:
    year = play(asked.city, asked.plan, seed, number)
    yield from _booking(year)
    yield from _hours(year)
    yield from _leads(year, asked.spring, SPRING)
    waited = rooms(year, seed, number)
    yield "late", (waited.quantile(NINE_TENTHS), 1.0)
    yield "middle", (waited.quantile(0.5), 1.0)
    for place, branch in enumerate(asked.city.branches):
        yield f"late/{branch.name}", (waited.at(place).quantile(NINE_TENTHS), 1.0)


def _booking(year: Year) -> Iterator[tuple[str, Ratio]]:
    by_office = year.mean_leads(year.counted)
    days = year.everybody.day
    asked = (days >= year.counted.first) & (days < year.counted.last)
    nothing = year.book.date[asked] < 0
    yield from _leads(year, year.counted, "lead")
    late = np.quantile(year.lead[year.booked(year.counted)], NINE_TENTHS)
    yield "late_lead", (float(late), 1.0)
    yield "spread", (float(np.nanmax(by_office) - np.nanmin(by_office)), 1.0)
    yield "served", (float(len(year.comes)), 1.0)
    yield "refused", (float(nothing.sum()), float(len(nothing)))


def _leads(year: Year, window: Window, name: str) -> Iterator[tuple[str, Ratio]]:
    """Days and people, of all and of each office."""
    who, offices = year.booked(window), year.city.branches
    where, days = year.book.where[who], year.lead[who]
    many = np.bincount(where, minlength=len(offices))
    whole = np.bincount(where, weights=days, minlength=len(offices))
    yield name, (float(whole.sum()), float(many.sum()))
    for place, branch in enumerate(offices):
        yield f"{name}/{branch.name}", (float(whole[place]), float(many[place]))


def _hours(year: Year) -> Iterator[tuple[str, Ratio]]:
    """Clerk hours a week by office on average, and how many are not where they usually are."""
    hours = year.hours[:, year.counted.first : year.counted.last]
    usual = np.array([one.hours for one in year.city.branches])
    yield "moved", (float(np.abs(hours - usual[:, None]).sum(axis=0).mean() / 2), 1.0)
    for branch, mean in zip(year.city.branches, hours.mean(axis=1), strict=True):
        yield f"hours/{branch.name}", (float(mean), 1.0)
