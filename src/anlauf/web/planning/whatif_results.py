"""What a scenario found, laid out: figures of the city and of each office, a drawing and a map."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from anlauf.directory import queries as directory
from anlauf.evaluation.queries import Scenario
from anlauf.web.planning.pins import spread
from anlauf.web.planning.whatif_words import MEANINGS, SHARE, Meaning, Names, signed

Plain = Mapping[str, Any]
WIDTH, ROW, LEFT, RIGHT, HEAD = 720, 26, 190, 24, 28
DOT = 12.0  # points of the map between two pins


@dataclass(frozen=True)
class Line:
    """One figure: today, then, and what changes; ranges hold the true value 95 times of 100."""

    label: str
    today: str
    then: str
    change: str
    range: str
    verdict: str  # better, worse, same
    part: str = ""  # by what part of itself it changes, where that is known


@dataclass(frozen=True)
class Dumbbell:
    """One office drawn: where it is today and then, and the range of then."""

    label: str
    y: float
    today: float | None
    then: float | None
    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True)
class Chart:
    """All offices drawn for one figure."""

    rows: tuple[Dumbbell, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    width: int = WIDTH
    left: int = LEFT


@dataclass(frozen=True)
class Pin:
    """An office on the map."""

    x: float
    y: float
    label: str
    verdict: str


def meaning_of(key: str) -> Meaning:
    """The figure of this name, or the one that people ask for first."""
    return next((one for one in MEANINGS if one.key == key), MEANINGS[3])


def city_lines(row: Scenario, meanings: Sequence[Meaning] = MEANINGS) -> list[Line]:
    """All figures of the whole city."""
    found = _figures(row)
    return [line(str(one.label), found.get(one.key), one) for one in meanings]


def office_lines(row: Scenario, meaning: Meaning, names: Names) -> list[Line]:
    """One figure of every office, those that change most first."""
    found = [(key, figure) for key, figure in _by_office(row, meaning) if figure is not None]
    found.sort(key=lambda one: -abs(_value(one[1], "change")))
    return [line(names.offices.get(key, key), figure, meaning) for key, figure in found]


def line(label: str, figure: Plain | None, meaning: Meaning) -> Line:
    """One figure in words."""
    if figure is None:
        return Line(label, "–", "–", "–", "", "same")
    change = figure.get("change")
    return Line(
        label=label,
        today=_said(figure.get("today"), meaning),
        then=_said(figure.get("then"), meaning),
        change=signed(change[0], meaning) if change else "–",
        range=_range(change, meaning) if change else "",
        verdict=verdict(figure, meaning),
        part=_part(figure.get("part")),
    )


def verdict(figure: Plain, meaning: Meaning) -> str:
    """Tell whether a figure becomes better or worse by more than chance."""
    change = figure.get("change")
    if not change or change[1] <= 0 <= change[2] or meaning.less_is_better is None:
        return "same"
    return "better" if (change[0] < 0) is meaning.less_is_better else "worse"


def chart(row: Scenario, meaning: Meaning, names: Names) -> Chart | None:
    """The offices by the figure of today, one below the other."""
    found = sorted(
        _by_office(row, meaning),
        key=lambda one: -(_value(one[1], "today") or _value(one[1], "then")),
    )
    values = [
        figure[which][place]
        for _key, figure in found
        for which, place in (("today", 0), ("then", 0), ("then", 2))
        if figure.get(which)
    ]
    if not values:
        return None
    top = float(max(*values, 1e-9))

    def x(value: float) -> float:
        return round(LEFT + max(0.0, value) / top * (WIDTH - LEFT - RIGHT), 1)

    rows = tuple(
        Dumbbell(
            label=names.offices.get(key, key),
            y=HEAD + ROW * number + ROW / 2,
            today=x(figure["today"][0]) if figure.get("today") else None,
            then=x(figure["then"][0]) if figure.get("then") else None,
            low=x(figure["then"][1]) if figure.get("then") else None,
            high=x(figure["then"][2]) if figure.get("then") else None,
            verdict=verdict(figure, meaning),
        )
        for number, (key, figure) in enumerate(found)
    )
    ticks = tuple((x(top * part), meaning.said(top * part)) for part in (0.0, 0.5, 1.0))
    return Chart(rows, ticks, HEAD + ROW * len(rows) + 8)


def pins(row: Scenario, meaning: Meaning, names: Names) -> list[Pin]:
    """Every office with an address on the drawn map."""
    drawn = directory.map_of_city()
    figures = dict(_by_office(row, meaning))
    places = {}
    for office in directory.offices():
        place = office.place
        if office.key in figures and place.longitude is not None and place.latitude is not None:
            places[office.key] = drawn.sheet.put(place.longitude, place.latitude)
    at = spread(places, distance=2 * DOT)
    return [
        Pin(
            *at[key],
            f"{names.offices.get(key, key)}: {line('', figures[key], meaning).change}",
            verdict(figures[key], meaning),
        )
        for key in sorted(at)
    ]


@dataclass(frozen=True)
class Beside:
    """Scenarios side by side: their names, and a row of cells for each figure."""

    rows: tuple[Scenario, ...]
    lines: tuple[tuple[str, str, tuple[Line, ...]], ...]


def beside(rows: Sequence[Scenario]) -> Beside:
    """The city's figures of several scenarios; today is that of the first."""
    lines = []
    for meaning in MEANINGS:
        cells = tuple(line("", _figures(row).get(meaning.key), meaning) for row in rows)
        lines.append((str(meaning.label), cells[0].today if cells else "–", cells))
    return Beside(tuple(rows), tuple(lines))


def replications(row: Scenario) -> int:
    """How many years were played."""
    return int(row.results.get("replications", 0))


def _figures(row: Scenario) -> Mapping[str, Plain]:
    found: Mapping[str, Plain] = row.results.get("figures", {})
    return found


def _by_office(row: Scenario, meaning: Meaning) -> Iterator[tuple[str, Plain]]:
    for name, figure in _figures(row).items():
        what, _slash, office = name.partition("/")
        if what == meaning.key and office:
            yield office, figure


def _said(values: Iterable[float] | None, meaning: Meaning) -> str:
    return "–" if not values else meaning.said(next(iter(values)))


def _range(change: Sequence[float], meaning: Meaning) -> str:
    if change[1] <= 0 <= change[2]:
        return _("no clear change")
    return _("%(low)s to %(high)s") % {
        "low": signed(change[1], meaning),
        "high": signed(change[2], meaning),
    }


def _part(values: Sequence[float] | None) -> str:
    if not values:
        return ""
    words = [signed(value, SHARE) for value in values]
    return _("%(change)s (%(low)s to %(high)s)") % dict(
        zip(("change", "low", "high"), words, strict=True)
    )


def _value(figure: Plain, which: str) -> float:
    found = figure.get(which)
    return float(found[0]) if found else 0.0
