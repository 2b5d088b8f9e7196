"""What a better rule of release does for a busy office, among people the search has never met.

Fifty-five people a day, all week, want one of sixty places on five days; no-shows grow with the
days between booking and date as in published medical data. It begins with everything open to
everybody thirty days ahead. An unused place costs 1, somebody beyond the places 1.5, somebody
who finds nothing 1 and an urgent one 5, a day of lead 0.02.

- `served_more`: people served by place, more than before;
- `lead_p90_shorter`: by how much nine in ten have a date sooner;
- `season_ms`: one season of 126 days, by processor time.
"""

from time import process_time

from anlauf.engine.book import Kind, Policy, Prices, Season, Times, Weeks, evaluate, improved
from anlauf.engine.release import Opening, Release, Tranche
from anlauf.engine.roster.stop import Stop
from bench.row import Row

SECONDS = 60.0
OFFICE = Weeks(
    (
        Kind("usual", "online", 52.0, latest=45, returns=0.6, cancels=0.15),
        Kind("urgent", "urgent", 3.0, latest=2, returns=0.6),
    ),
    places=(60, 60, 60, 60, 60, 0, 0),
)


def _open(ahead: int, urgent: int) -> tuple[Opening, ...]:
    return (Opening("online", ahead, 84), Opening("urgent", urgent, 84))


START = Policy(
    Release(
        (
            Tranche("months", 60, _open(30, 30)),
            Tranche("days", 30, _open(30, 30)),
            Tranche("kept", 10, _open(30, 30)),
        ),
        horizon_days=30,
    )
)
PRICES = Prices(overfull=1.5, day=0.02, refused={"usual": 1.0, "urgent": 5.0})


def measure() -> list[Row]:
    """Look for a better policy, and judge it."""
    evaluate(OFFICE, START, Times(1, seed=1))
    began = process_time()
    evaluate(OFFICE, START, Times(100, seed=1))
    took = 10 * (process_time() - began)
    found = improved(OFFICE, START, PRICES, Times(30, seed=1), stop=Stop(SECONDS))
    unseen = Times(60, seed=2)
    before, after = (evaluate(OFFICE, policy, unseen) for policy in (START, found.policy))
    return [
        Row("served_more", _gain(before, after, "served"), "%", "higher", 1, 8.0),
        Row("lead_p90_shorter", _shorter(before, after), "%", "higher", 1, 30.0),
        Row("overfull", 100 * after.ci("overfull").value, "%", "lower", 1),
        *(_now(kind, before, after) for kind in ("usual", "urgent")),
        Row("cost_a_day", found.change.value, "", "lower", 1),
        Row("season_ms", took, "ms", "lower", 1),
    ]


def _gain(before: Season, after: Season, name: str) -> float:
    return 100 * (after.ci(name).value / before.ci(name).value - 1)


def _shorter(before: Season, after: Season) -> float:
    return 100 * (1 - after.lead_quantile(0.9) / max(before.lead_quantile(0.9), 1))


def _now(kind: str, before: Season, after: Season) -> Row:
    name = f"refused/{kind}"
    old = {"thirty_days_ahead": 100 * before.ci(name).value}
    return Row(f"refused_{kind}", 100 * after.ci(name).value, "%", "lower", 1, None, old)
