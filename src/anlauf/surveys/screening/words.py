"""Lists the screening goes by: names people often bear, titles, and ordinary words."""

from pathlib import Path


def _listed(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(name).read_text(encoding="utf-8").split())


COMMON_NAMES = _listed("names.txt")
TITLES = _listed("titles.txt")
ORDINARY = _listed("ordinary.txt")
"""Words that begin a sentence or are written with a capital, and may stand beside each other."""
