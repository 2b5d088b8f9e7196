"""Reads a study from a TOML file: several days, and what is otherwise in each.

```toml
pieces = 20
replications = 100  # in each piece
figures = ["wait", "abandoned"]
enough = { figure = "wait", half_width = 0.5 }

[[scenario]]
name = "as it is"
day = "day.toml"

[[scenario]]
name = "one more from ten to two, and a tenth more people"
day = "day.toml"
desks = 5
demand = 1.1
without = ["B"]

[[scenario.clerk]]
name = "C"
skills = ["residents"]
starts = "10:00"
ends = "14:00"
```
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from anlauf.engine.shell import day_file
from anlauf.engine.shell.said import Misread, text_of
from anlauf.engine.simulate import OfficeDay
from anlauf.engine.study import Enough, Scenario, Study, office_day

PIECES, REPLICATIONS = 20, 100
FIGURES = ("wait", "share_over_target", "abandoned", "overtime")
_WORDS = frozenset({"pieces", "replications", "figures", "enough", "scenario"})
_CHANGES = frozenset({"name", "day", "desks", "demand", "without", "clerk"})


@dataclass(frozen=True)
class Asked:
    """A study, and which of its figures are to be told."""

    study: Study
    figures: tuple[str, ...]


def read(path: Path, seed: int) -> Asked:
    """The study that a file describes; its days lie beside it."""
    try:
        said = tomllib.loads(text_of(path))
    except tomllib.TOMLDecodeError as fault:
        raise Misread(f"The study cannot be read: {fault}.") from fault
    _only(said, _WORDS, "a study")
    scenarios = tuple(_scenario(each, path.parent) for each in said.get("scenario", ()))
    study = Study(
        office_day,
        scenarios,
        seed,
        pieces=_whole(said, "pieces", PIECES),
        each=_whole(said, "replications", REPLICATIONS),
        enough=_enough(said.get("enough")),
    )
    return Asked(study, tuple(str(name) for name in said.get("figures", FIGURES)))


def _scenario(table: Mapping[str, Any], folder: Path) -> Scenario:
    _only(table, _CHANGES, "a scenario")
    for word in ("name", "day"):
        if word not in table:
            raise Misread(f"A scenario has no “{word}”: {dict(table)}.")
    day = day_file.read(text_of(folder / str(table["day"])))
    return Scenario(str(table["name"]), _changed(day, table))


def _changed(day: OfficeDay, table: Mapping[str, Any]) -> OfficeDay:
    gone, there = table.get("without", []), [one.name for one in day.clerks]
    if strange := [name for name in gone if name not in there]:
        raise Misread(f"Nobody is called “{strange[0]}”. Known are {', '.join(there)}.")
    stay = [one for one in day.clerks if one.name not in gone]
    return replace(
        day,
        desks=_whole(table, "desks", day.desks),
        clerks=(*stay, *(day_file.clerk(each) for each in table.get("clerk", ()))),
        walk_ins=tuple(
            replace(flow, expected=tuple(_demand(table) * each for each in flow.expected))
            for flow in day.walk_ins
        ),
    )


def _demand(table: Mapping[str, Any]) -> float:
    factor = table.get("demand", 1.0)
    if not isinstance(factor, int | float) or factor < 0:
        raise Misread(f"The demand is {factor!r}. Maybe 1.1 for a tenth more?")
    return float(factor)


def _enough(table: Any) -> Enough | None:
    if table is None:
        return None
    try:
        return Enough(**table)
    except TypeError as fault:
        raise Misread(
            f'“enough” is {table!r}. Maybe {{ figure = "wait", half_width = 0.5 }}?'
        ) from fault


def _whole(table: Mapping[str, Any], word: str, usual: int) -> int:
    value = table.get(word, usual)
    if not isinstance(value, int):
        raise Misread(f"“{word}” is {value!r}, no whole number.")
    return value


def _only(table: Mapping[str, Any], known: frozenset[str], what: str) -> None:
    if strange := sorted(table.keys() - known):
        raise Misread(
            f"“{strange[0]}” means nothing in {what}. Known are {', '.join(sorted(known))}."
        )
