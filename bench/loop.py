"""The loop against the plan that stays, with the same staff hours: Hamburg, a year to mid-2023.

The city is fitted to what was published of its lead times in spring 2023. The same people with the
same luck meet both plans; only one tenth of all hours may move between offices, every four weeks,
by a forecast that knows nothing of the future. `LOOP_YEARS` (8) is how often the year is played.

Rows are changes in per cent with the intervals printed above them. `spring_lead` is how far the
played city's mean lead of spring 2023 is from the published one.
"""

import os

import numpy as np

from anlauf.demo.replayed import LOOP, hamburg_2023, published
from anlauf.engine.cityyear import FIXED
from anlauf.engine.cityyear.compared import Played, change, compared
from bench.row import Row

YEARS = int(os.environ.get("LOOP_YEARS", "8"))
SEED = 7
NAMES = ("mean_lead", "p90_lead", "spread", "p90_wait", "median_wait", "served", "refused")


def measure() -> list[Row]:
    """Play both plans."""
    city, spring = hamburg_2023()
    before, after = compared(city, [FIXED, LOOP], spring, seed=SEED, times=YEARS)
    for name in NAMES:
        both = f"{_told(before, name)} -> {_told(after, name)}"
        print(f"loop: {name:<12} {both}  {_by(before, after, name)}")
    leads = before.spring.mean(axis=0)
    weights = np.array([one.hours for one in city.branches])
    spring_lead = float((leads * weights).sum() / weights.sum())
    print(
        f"loop: spring 2023 played {spring_lead:.2f} ({leads.min():.2f} to {leads.max():.2f}),"
        f" published {published()}"
    )
    return [
        _row(before, after, "p90_wait", "p90_wait_change", -25.0),
        _row(before, after, "p90_lead", "p90_lead_change", None),
        _row(before, after, "spread", "office_spread_change", -30.0),
        Row("served_change", 100 * change(before, after, "served").value, "%", "higher", YEARS),
        Row(
            "spring_lead",
            abs(spring_lead - published()["mean_lead"]),
            "d",
            "lower",
            YEARS,
            0.5,
        ),
    ]


def _row(before: Played, after: Played, name: str, metric: str, target: float | None) -> Row:
    value = 100 * change(before, after, name).value
    return Row(metric, value, "%", "lower", YEARS, target)


def _told(played: Played, name: str) -> str:
    found = played.ci(name)
    return f"{found.value:10.3f} ±{found.half_width:8.3f}"


def _by(before: Played, after: Played, name: str) -> str:
    found = change(before, after, name)
    return f"{100 * found.value:+6.1f} % ({100 * found.low:+.1f} to {100 * found.high:+.1f})"
