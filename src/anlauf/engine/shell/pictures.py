"""Pictures of answers. Matplotlib draws them, if it is installed: `pip install anlauf[plots]`."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from anlauf.engine.shell.said import Misread

KINDS = (".png", ".svg")


def draw(path: Path, onto: Callable[[Any], None], *, title: str) -> None:
    """Let `onto` draw into one pair of axes, and keep it in the file."""
    if path.suffix.lower() not in KINDS:
        raise Misread(f"{path.name} is neither .png nor .svg. Maybe {path.stem}.svg?")
    if find_spec("matplotlib") is None:
        raise Misread("Pictures need Matplotlib. Maybe install anlauf[plots].")
    figure, axes = _canvas()
    onto(axes)
    axes.set_title(title)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, bbox_inches="tight", dpi=150)


def band(axes: Any, across: Sequence[Any], low: Any, middle: Any, high: Any) -> None:
    """A line with the range around it."""
    axes.fill_between(across, low, high, alpha=0.25, linewidth=0, label="four of five days")
    axes.plot(across, middle, label="expected")
    axes.legend(frameon=False)


def _canvas() -> tuple[Any, Any]:
    figure = import_module("matplotlib.figure").Figure(figsize=(9, 4.5))
    return figure, figure.subplots()
