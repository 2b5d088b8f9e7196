"""Reads an office-day from a TOML file; times are written `08:30`.

```toml
desks = 4

[[service]]
name = "passport"
skill = "residents"
minutes = { law = "lognormal", mean = 14, spread = 0.5 }

[[line]]
name = "walk-in"
patience = { law = "exponential", mean = 90 }

[[clerk]]
name = "A"
skills = ["residents"]
starts = "08:00"
ends = "16:00"
breaks = [["12:00", "12:30"]]

[[walk_ins]]
service = "passport"
line = "walk-in"
from = "08:00"
expected = [6, 9, 9, 7]  # in each half-hour

[[appointments]]
service = "passport"
line = "walk-in"
due = ["08:00", "08:20", "08:40"]
lead = 7
```
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from anlauf.engine.shell.said import Misread
from anlauf.engine.simulate import (
    Appointment,
    Clerk,
    Empirical,
    Exponential,
    Fixed,
    Gamma,
    Law,
    Line,
    LogNormal,
    Normal,
    OfficeDay,
    Service,
    WalkIns,
)

SLOT = 30
SLOTS = 48
_LAWS: Mapping[str, Callable[..., Law]] = {
    "fixed": Fixed,
    "exponential": Exponential,
    "lognormal": LogNormal,
    "gamma": Gamma,
    "normal": Normal,
    "empirical": Empirical.of,
}
_TABLES = frozenset({"service", "line", "clerk", "walk_ins", "appointments"})
_FIGURES = frozenset({"desks", "settling", "target"})


def read(text: str) -> OfficeDay:
    """The day that a file describes; raises `Misread` with the word that is wrong."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Misread(f"The day cannot be read: {fault}.") from fault
    if strange := sorted(said.keys() - _TABLES - _FIGURES):
        raise Misread(
            f"“{strange[0]}” means nothing in a day. Known are "
            f"{', '.join(sorted(_TABLES | _FIGURES))}."
        )
    return OfficeDay(
        services=tuple(_made(Service, each, minutes=_law) for each in said.get("service", ())),
        lines=tuple(_made(Line, each, patience=_law) for each in said.get("line", ())),
        clerks=tuple(clerk(each) for each in said.get("clerk", ())),
        walk_ins=tuple(_walk_ins(each) for each in said.get("walk_ins", ())),
        appointments=tuple(
            appointment for each in said.get("appointments", ()) for appointment in _due(each)
        ),
        slot=float(SLOT),
        **{"desks": 1} | {name: said[name] for name in _FIGURES & said.keys()},
    )


def clerk(table: Mapping[str, Any]) -> Clerk:
    """The clerk that a table describes."""
    found: Clerk = _made(Clerk, table, skills=frozenset, starts=_clock, ends=_clock, breaks=_breaks)
    return found


def _made(kind: Callable[..., Any], table: Mapping[str, Any], **how: Callable[[Any], Any]) -> Any:
    values = {name: how[name](value) if name in how else value for name, value in table.items()}
    try:
        return kind(**values)
    except TypeError as fault:
        raise Misread(f"{kind.__name__}: {fault}. Maybe a key is missing or misspelt.") from fault


def _law(table: Any) -> Law:
    name = str(table.get("law", "")) if isinstance(table, dict) else str(table)
    if name not in _LAWS:
        raise Misread(f"“{name}” is no law. Known are {', '.join(_LAWS)}.")
    law: Law = _made(_LAWS[name], {key: value for key, value in table.items() if key != "law"})
    return law


def _walk_ins(table: Mapping[str, Any]) -> WalkIns:
    rest = {key: value for key, value in table.items() if key not in {"from", "expected"}}
    first = int(_clock(table.get("from", "00:00")) // SLOT)
    people = [float(each) for each in table.get("expected", ())]
    if first + len(people) > SLOTS:
        raise Misread(
            f"Walk-ins from {table.get('from')} have {len(people)} half-hours, more than the day."
        )
    expected = (0.0,) * first + tuple(people) + (0.0,) * (SLOTS - first - len(people))
    found: WalkIns = _made(WalkIns, {**rest, "expected": expected})
    return found


def _due(table: Mapping[str, Any]) -> Iterator[Appointment]:
    rest = {key: value for key, value in table.items() if key != "due"}
    times = table.get("due", ())
    for time in [times] if isinstance(times, str) else times:
        yield _made(Appointment, {**rest, "due": _clock(time)})


def _breaks(pairs: Any) -> tuple[tuple[float, float], ...]:
    return tuple((_clock(since), _clock(until)) for since, until in pairs)


def _clock(words: Any) -> float:
    """Minutes after midnight."""
    hours, colon, minutes = str(words).partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and int(minutes) < 60):
        raise Misread(f"“{words}” is no time. Times are written 08:30.")
    return 60.0 * int(hours) + int(minutes)
