"""`anlauf-engine simulate FILE`: what an office-day will be like, played many times."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from anlauf.engine.shell import day_file, pictures
from anlauf.engine.shell.said import answer, bar, common, text_of
from anlauf.engine.simulate import Effort, Result, simulate
from anlauf.engine.simulate.tally import edges

REPLICATIONS = 2000
_FIGURES = ("coming", "served", "abandoned", "missed", "wait", "share_over_target", "utilisation")
_SHARES = (0.5, 0.8, 0.9, 0.95)


def offer(commands: Any) -> None:
    """Say what the command takes."""
    parser = commands.add_parser("simulate", help=__doc__)
    parser.add_argument("file", type=Path, help="the day, in TOML")
    parser.add_argument(
        "--replications", type=int, default=REPLICATIONS, help=f"how often ({REPLICATIONS})"
    )
    parser.add_argument("--threads", type=int, default=1, help="on how many threads (1)")
    common(parser)
    parser.set_defaults(run=run)


def run(said: argparse.Namespace) -> int:
    """Play and tell."""
    day = day_file.read(text_of(said.file))
    with bar(said.replications, "Playing the day", "") as shown:

        def told(done: int, of: int) -> None:
            shown.update(said.replications * done / of - shown.n)

        effort = Effort(threads=said.threads, progress=told)
        result = simulate(day, said.replications, seed=said.seed, effort=effort)
    if said.plot:
        pictures.draw(said.plot, lambda axes: _drawn(axes, result), title="Waits by arrival")
    answer(said, _facts(result), _lines(result))
    return 0


def _facts(result: Result) -> dict[str, object]:
    facts: dict[str, object] = {}
    for name in _FIGURES:
        each = result.ci(name)
        facts[name] = {"value": each.value, "low": each.low, "high": each.high}
    facts["wait_quantiles"] = {str(share): result.quantile(share) for share in _SHARES}
    return facts


def _lines(result: Result) -> list[str]:
    lines = ["a day on average, with 95 per cent intervals:"]
    for name in _FIGURES:
        each = result.ci(name)
        lines.append(f"  {name:<18} {each.value:10.3f}   {each.low:.3f} – {each.high:.3f}")
    told = ", ".join(f"{share:.0%}: {result.quantile(share):.0f}" for share in _SHARES)
    return [*lines, f"minutes that this share waits at most: {told}"]


def _drawn(axes: Any, result: Result) -> None:
    """Mean waits of those who arrive in each half-hour, as far as anybody does."""
    counts = result.waits.sum(axis=(0, 1))
    middles = (edges()[:-1] + edges()[1:]) / 2
    people = counts.sum(axis=1)
    some = np.flatnonzero(people)
    waits = counts[some] @ middles / people[some]
    axes.bar(some * result.day.slot / 60, waits, width=result.day.slot / 60 * 0.9, align="edge")
    axes.set_xlabel("hour of arrival")
    axes.set_ylabel("minutes of wait")
