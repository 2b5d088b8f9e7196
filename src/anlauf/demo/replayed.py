"""Hamburg's offices in 2023, as files that describe a past to be played again."""

import tomllib
from pathlib import Path
from typing import Any

RESIDENTS = Path(__file__).parent / "hamburg_2023.toml"
FOREIGNERS = Path(__file__).parent / "hamburg_2023_files.toml"


def book(path: Path) -> dict[str, Any]:
    """What is known, chosen and fitted."""
    return tomllib.loads(path.read_text("utf-8"))


def published() -> dict[str, float]:
    """The city's mean lead, and those of the offices at both ends."""
    known = book(RESIDENTS)
    return {name: known[name] for name in ("mean_lead", "least_lead", "most_lead")}
