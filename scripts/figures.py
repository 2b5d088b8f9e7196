"""Writes docs/reference/figures.md from the definitions: `python scripts/figures.py`."""

from pathlib import Path

from anlauf.evaluation.deeper import EVERYTHING
from anlauf.evaluation.definitions import Definition

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "figures.md"

_HEAD = """# Figures

Every figure with its definition, made from the code by `scripts/figures.py`. A definition is never
rewritten: a changed one is a new version with a first day, and links to older views keep the old.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_told(one) for one in EVERYTHING)])


def _told(one: Definition) -> str:
    until = f" until {one.until}" if one.until else ""
    return (
        f"## {one.name['en']} (`{one.key}`, version {one.version})\n\n"
        f"{one.meaning['en']}\n\n"
        f"**{one.name['de']}**: {one.meaning['de']}\n\n"
        f"Unit: {one.unit}. Valid from {one.since}{until}. Source: {one.source}.\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
