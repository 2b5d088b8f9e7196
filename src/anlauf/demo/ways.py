"""How people came and what they looked for in the weeks before the demo, invented in sums.

Of every hundred some speak another language, come without an appointment or need something; who
needs more time waits a little longer. Searches come before bookings, and some find nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from anlauf.directory import queries as directory
from anlauf.evaluation.values import Past

DAYS_OPEN = 5
BOOKED = 0.55 * 7 / DAYS_OPEN  # of the visits of a week, as the invented days have it
WAIT, LEAD_DAYS = 9.0, 9.0
LEFT = 0.015
PARTS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "language": {"de": (0.84, 1.0), "en": (0.16, 1.12)},
    "way": {
        "online": (0.55, 0.9),
        "internal": (0.14, 0.95),
        "walk_in": (0.29, 1.5),
        "urgent": (0.02, 0.8),
    },
    "need": {
        "none": (0.93, 1.0),
        "more_time": (0.022, 1.1),
        "step_free": (0.016, 1.0),
        "little_german": (0.02, 1.15),
        "hearing": (0.007, 1.0),
        "several": (0.005, 1.1),
    },
}
"""By aspect and value: the part of all people, and how their waits are against the others'."""
SEARCHES = 2.6  # for each booking
NOTHING = 0.11
CHOSEN = 1.25


def told_in_sums(today: date, *, days: int, seed: int, visits: int) -> Past:
    """The whole weeks before this day, and searches of every day."""
    luck = np.random.default_rng([seed, 8])
    offices: dict[int, int] = {}
    for row in directory.offices():
        if row.has_counter:
            offices[row.area_id] = offices.get(row.area_id, 0) + 1
    first = today - timedelta(days=days)
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = [monday + timedelta(weeks=n) for n in range((today - monday).days // 7)]
    access = [
        row
        for week in weeks
        for area, many in offices.items()
        for row in _week(luck, area, week, many * visits * DAYS_OPEN)
    ]
    searches = list(_searches(luck, [first + timedelta(days=n) for n in range(days)], visits))
    return Past({}, {}, {}, {}, _columns(access), _columns(searches))


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[object]]:
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _week(
    luck: np.random.Generator, area: int, week: date, people: int
) -> Iterator[dict[str, Any]]:
    for aspect, parts in PARTS.items():
        shares = np.array([share for share, _slow in parts.values()])
        came = luck.multinomial(luck.poisson(people), shares / shares.sum())
        booked = luck.multinomial(luck.poisson(people * BOOKED), shares / shares.sum())
        for (value, (_share, slow)), visits, bookings in zip(
            parts.items(), came.tolist(), booked.tolist(), strict=True
        ):
            called = visits - int(luck.binomial(visits, LEFT))
            waits = luck.gamma(1.6, WAIT * slow / 1.6, called)
            leads = luck.gamma(1.8, LEAD_DAYS / 1.8, 0 if value == "walk_in" else bookings)
            yield {
                "area_number": area,
                "week": week,
                "aspect": aspect,
                "value": value,
                "visits": visits,
                "left": visits - called,
                "called": called,
                "wait_minutes": int(np.ceil(waits).sum()),
                "within_15": int((waits <= 15).sum()),
                "within_30": int((waits <= 30).sum()),
                "bookings": len(leads),
                "lead_minutes": int((leads * 1440).sum()),
                "lead_10": int((leads <= 10).sum()),
                "lead_14": int((leads <= 14).sum()),
            }


def _searches(
    luck: np.random.Generator, dates: list[date], visits: int
) -> Iterator[dict[str, Any]]:
    """A service is looked for as often as offices that have it, the first ones most."""
    wanted: dict[int, float] = {}
    for office in directory.offices():
        rows = [row for row in directory.offerings_at(office.pk) if row.service.public]
        weights = 1 / (2.0 + np.arange(len(rows)))
        for row, weight in zip(rows, weights / weights.sum() if rows else (), strict=True):
            wanted[row.service_id] = wanted.get(row.service_id, 0.0) + float(weight)
    for day in dates:
        for service, weight in wanted.items():
            bookings = 0.55 * visits * weight
            searches = int(luck.poisson(SEARCHES * bookings))
            if searches:
                nothing = int(luck.binomial(searches, NOTHING))
                found = searches - nothing
                yield {
                    "service_number": service,
                    "date": day,
                    "shard": 0,
                    "searches": searches,
                    "nothing": nothing,
                    "chosen": int(luck.binomial(found, min(1.0, CHOSEN / SEARCHES))),
                }
