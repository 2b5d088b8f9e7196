"""Tests of the directory."""

from pathlib import Path

import anlauf.demo

HAMBURG = Path(anlauf.demo.__file__).parent / "hamburg"
