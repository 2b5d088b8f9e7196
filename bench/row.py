"""One figure, and how it is told to people and to programs."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "build" / "bench"


@dataclass(frozen=True)
class Row:
    """A figure with its target; references are others' figures from the same run."""

    metric: str
    value: float
    unit: str
    better: str  # lower or higher
    runs: int
    target: float | None = None
    reference: dict[str, float] = field(default_factory=dict)

    @property
    def met(self) -> bool:
        """Tell whether the target is reached; without one there is nothing to miss."""
        if self.target is None:
            return True
        return self.value <= self.target if self.better == "lower" else self.value >= self.target


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of all stays within."""
    in_order = sorted(values)
    return in_order[min(len(in_order) - 1, int(share * len(in_order)))]


def tell(name: str, rows: Sequence[Row]) -> bool:
    """Print the table, keep the figures, and tell whether every target is met."""
    for row in rows:
        verdict = "" if row.target is None else f"target {row.target:g}"
        missed = "" if row.met else "  MISSED"
        others = "".join(f"  {what} {value:g}" for what, value in row.reference.items())
        print(
            f"{name:<10} {row.metric:<24} {row.value:>10.2f} {row.unit:<4} {verdict:<12}"
            f"{others}{missed}"
        )
    _keep(name, rows)
    return all(row.met for row in rows)


def _keep(name: str, rows: Sequence[Row]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    figures = {
        "name": name,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "commit": _commit(),
        "rows": [asdict(row) for row in rows],
    }
    (FOLDER / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
