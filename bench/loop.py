"""The loop against the plan that stays, with the same staff hours: Hamburg, a year to mid-2023.

The city is fitted to what was published of its lead times in spring 2023. The same people with the
same luck meet both plans; only one tenth of all hours may move between offices, every four weeks,
by a forecast that knows nothing of the future. `LOOP_YEARS` (8) is how often the year is played.

Rows are changes in per cent with the intervals printed above them. `spring_lead` is how far the
played city's mean lead of spring 2023 is from the published one.
"""

import os

from anlauf.demo.replayed import RESIDENTS, book, published
from anlauf.engine.cityyear import FIXED, LOOP, Replay, replay, wire
from anlauf.engine.cityyear.replay import FIGURES
from anlauf.engine.study import Outcome, Scenario, Stop, Study, run
from bench.row import Row

YEARS = int(os.environ.get("LOOP_YEARS", "8"))
SEED = 7
STAY, FOLLOW = "stay", "follow"


def measure() -> list[Row]:
    """Play both plans."""
    city, spring = wire.read(book(RESIDENTS))
    plans = (
        Scenario(STAY, Replay(city, FIXED, spring)),
        Scenario(FOLLOW, Replay(city, LOOP, spring)),
    )
    played = run(Study(replay, plans, SEED, YEARS, 1), stop=Stop(when=lambda: False))
    for name in FIGURES:
        both = f"{_told(played, STAY, name)} -> {_told(played, FOLLOW, name)}"
        print(f"loop: {name:<10} {both}  {_by(played, name)}")
    lead = played.ci(STAY, "spring").value
    ends = [played.ci(STAY, f"spring/{one.name}").value for one in city.branches]
    print(
        f"loop: spring 2023 played {lead:.2f} ({min(ends):.2f} to {max(ends):.2f}),"
        f" published {published()}"
    )
    return [
        _row(played, "late", "p90_wait_change", -25.0),
        _row(played, "late_lead", "p90_lead_change", None),
        _row(played, "spread", "office_spread_change", -30.0),
        Row("served_change", _change(played, "served"), "%", "higher", YEARS),
        Row("spring_lead", abs(lead - published()["mean_lead"]), "d", "lower", YEARS, 0.5),
    ]


def _row(played: Outcome, name: str, metric: str, target: float | None) -> Row:
    return Row(metric, _change(played, name), "%", "lower", YEARS, target)


def _change(played: Outcome, name: str) -> float:
    return 100 * played.part(STAY, FOLLOW, name).value


def _told(played: Outcome, plan: str, name: str) -> str:
    found = played.ci(plan, name)
    return f"{found.value:10.3f} ±{found.half_width:8.3f}"


def _by(played: Outcome, name: str) -> str:
    if name == "moved":
        return ""
    found = played.part(STAY, FOLLOW, name)
    return f"{100 * found.value:+6.1f} % ({100 * found.low:+.1f} to {100 * found.high:+.1f})"
