"""Rosters for the published instances of Curtois and Qu, against the best costs known.

`ROSTER_SECONDS` (600) is the limit for each, `ROSTER_INSTANCES` picks some. Missing files are said.
"""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from anlauf.engine.roster import curtois, judge
from anlauf.engine.roster.solver import solve
from anlauf.engine.roster.stop import Stop
from bench.row import Row

FOLDER = Path(os.environ.get("ANLAUF_DATA", "../shared/data")) / "rostering"
SECONDS = float(os.environ.get("ROSTER_SECONDS", "600"))
INSTANCES = os.environ.get("ROSTER_INSTANCES", "1,2,3,4,5,6,7,8,11,13,15,17,20")
MEASURED = (1, 2, 3, 4, 5, 6, 7, 8, 11)  # the gap is told for these
SEED = 1


@dataclass(frozen=True)
class Known:
    """What others reached: the best cost known, and the best published one after ten minutes."""

    best: int
    ten_minutes: int | None


@dataclass(frozen=True)
class Result:
    """What we reached."""

    instance: int
    cost: float
    bound: float
    seconds: float
    violations: int
    known: Known

    @property
    def gap(self) -> float:
        """Per cent above the best cost known."""
        return 100.0 * (self.cost / self.known.best - 1.0)


def measure() -> list[Row]:
    """Solve them, and say how good that is."""
    results = list(_results(_known()))
    if not results:
        print("roster: none of the instances is at hand. Maybe set ANLAUF_DATA.")
        return []
    rows = [_row(result) for result in results]
    small = [result for result in results if result.instance in MEASURED]
    if small:
        gaps = sum(result.gap for result in small) / len(small)
        rows.append(Row("mean_gap", gaps, "%", "lower", len(small), 0.5))
    proven = sum(result.bound >= result.cost for result in results)
    rows.append(Row("proven", proven, "", "higher", len(results), 5))
    violations = sum(result.violations for result in results)
    rows.append(Row("violations", violations, "", "lower", len(results), 0))
    return rows


def _results(known: dict[int, Known]) -> Iterator[Result]:
    for instance in map(int, INSTANCES.split(",")):
        file = FOLDER / f"Instance{instance}.txt"
        if instance in known and file.exists():
            yield _solved(instance, file, known[instance])
        else:
            print(f"roster: instance {instance} is not at hand, so it is left out.")


def _solved(instance: int, file: Path, known: Known) -> Result:
    problem = curtois.read(file.read_text(encoding="utf-8"))
    stop = Stop(SECONDS)
    outcome = solve(problem, stop=stop, seed=SEED)
    if outcome.roster is None:
        raise RuntimeError(f"Instance {instance} has no roster: {outcome.explanation}")
    verdict = judge(problem, outcome.roster)
    print(f"roster: {instance}: {outcome.cost:g}, bound {outcome.bound:g}, {stop.spent:.0f} s")
    violations = len(verdict.violations)
    return Result(instance, verdict.cost, outcome.bound, stop.spent, violations, known)


def _row(result: Result) -> Row:
    reference = {"best": float(result.known.best), "bound": result.bound}
    target = None
    if result.known.ten_minutes and result.instance not in MEASURED:
        reference["ten_minutes"] = float(result.known.ten_minutes)
        target = result.known.ten_minutes - 1.0
    name = f"instance_{result.instance}_cost"
    return Row(name, result.cost, "", "lower", 1, target, reference)


def _known() -> dict[int, Known]:
    file = FOLDER / "best_known.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        return {
            int(row["instance"]): Known(
                int(row["best_known_ub"]), int(row["ip_vns_10min"]) if row["ip_vns_10min"] else None
            )
            for row in csv.DictReader(lines)
        }
