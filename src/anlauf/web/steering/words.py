"""Figures as people read them: `12 min`, `81 %`, and the interval beside."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format

from anlauf.evaluation.definitions import Definition, Unit
from anlauf.evaluation.queries import Figures
from anlauf.evaluation.units import digits, factor, unit


@dataclass(frozen=True)
class Cell:
    """One figure ready to be shown; the plain numbers are for pictures and sheets."""

    meaning: Definition
    value: str
    unit: str
    interval: str
    plain: float
    low: float
    high: float
    number: int


def cells(
    figures: Figures, meanings: Mapping[str, Definition]
) -> list[tuple[Definition, Cell | None]]:
    """Every figure in the order of the definitions; None where there is nothing to say."""
    return [(meaning, cell(figures, meaning)) for meaning in meanings.values()]


def cell(figures: Figures, meaning: Definition) -> Cell | None:
    """One figure, if anything can be said."""
    found = figures.get(meaning.key)
    if found is None:
        return None
    times = factor(meaning.unit)
    low, high = spoken(found.low * times, meaning.unit), spoken(found.high * times, meaning.unit)
    return Cell(
        meaning=meaning,
        value=spoken(found.value * times, meaning.unit),
        unit=unit(meaning.unit),
        interval=low if low == high else f"{low}–{high}",
        plain=found.value * times,
        low=found.low * times,
        high=found.high * times,
        number=found.number,
    )


def spoken(value: float, of: Unit) -> str:
    """The number alone: days and posts with one digit, the rest whole."""
    return number_format(value, digits(of), use_l10n=True, force_grouping=True)
