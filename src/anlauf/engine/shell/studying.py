"""`anlauf-engine study FILE`: what changes when a day is planned otherwise.

With `ANLAUF_DASK=tcp://HOST:PORT` the pieces are played on that Dask cluster.
"""

import argparse
import os
from math import isnan
from pathlib import Path
from typing import Any

from anlauf.engine.intervals import Interval
from anlauf.engine.shell import pictures, study_file
from anlauf.engine.shell.said import answer, bar, common
from anlauf.engine.study import Crew, Folder, Memory, Outcome, Stop, run

SECONDS = 600.0


def offer(commands: Any) -> None:
    """Say what the command takes."""
    parser = commands.add_parser("study", help="what changes when a day is planned otherwise")
    parser.add_argument("file", type=Path, help="the scenarios, in TOML")
    parser.add_argument("--workers", type=int, default=1, help="on how many processes (1)")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep finished pieces here, and take them again"
    )
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help=f"begin nothing after so many ({SECONDS:g})"
    )
    common(parser)
    parser.set_defaults(run=study)


def study(said: argparse.Namespace) -> int:
    """Play every scenario and tell."""
    asked = study_file.read(said.file, said.seed)
    crew = Crew(said.workers, os.environ.get("ANLAUF_DASK") or None)
    store = Folder(said.keep) if said.keep else Memory()
    with bar(1.0, "Playing the scenarios", "") as shown:

        def told(done: int, of: int) -> None:
            shown.update(done / of - shown.n)

        found = run(asked.study, stop=Stop(said.seconds), store=store, crew=crew, progress=told)
    if said.plot:
        figure = asked.figures[0]
        pictures.draw(said.plot, lambda axes: _drawn(axes, found, figure), title=figure)
    answer(said, _facts(found, asked.figures), _lines(found, asked.figures))
    return 0


def _facts(found: Outcome, figures: tuple[str, ...]) -> dict[str, object]:
    first = found.study.scenarios[0]
    scenarios = {
        one.name: {
            name: _fact(found.ci(one.name, name))
            | {"change": _fact(found.change(first.name, one.name, name))}
            for name in figures
        }
        for one in found.study.scenarios
    }
    return {
        "replications": found.replications,
        "complete": found.complete,
        "seed": found.study.seed,
        "code": found.code,
        "scenarios": scenarios,
    }


def _fact(each: Interval) -> dict[str, object]:
    facts = {"value": each.value, "low": each.low, "high": each.high}
    return {name: None if isnan(value) else value for name, value in facts.items()}


def _lines(found: Outcome, figures: tuple[str, ...]) -> list[str]:
    first, *others = (one.name for one in found.study.scenarios)
    wide = max(len(name) for name in (first, *others))
    lines = [f"{found.replications} days of each, with 95 per cent intervals:"]
    for figure in figures:
        lines += ["", figure, f"  {first:<{wide}}  {_said(found.ci(first, figure))}"]
        for name in others:
            change = _said(found.change(first, name, figure), "+")
            lines.append(f"  {name:<{wide}}  {_said(found.ci(name, figure))}   change {change}")
    return lines if found.complete else [*lines, "", "Stopped before all pieces were played."]


def _said(each: Interval, sign: str = "") -> str:
    return f"{each.value:{sign}.3f} ({each.low:{sign}.3f} to {each.high:{sign}.3f})"


def _drawn(axes: Any, found: Outcome, figure: str) -> None:
    names = [one.name for one in found.study.scenarios]
    for place, name in enumerate(names):
        each = found.ci(name, figure)
        axes.errorbar(each.value, place, xerr=each.half_width, fmt="o", capsize=4)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlabel(f"{figure}, with 95 per cent intervals")
