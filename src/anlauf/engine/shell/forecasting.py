"""`anlauf-engine forecast FILE`: how many people will come in the days after a history."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from anlauf.engine.forecast import Calendar, Forecast, Horizon, forecast, public_holidays
from anlauf.engine.shell import counts_file, pictures
from anlauf.engine.shell.said import Misread, answer, bar, common, text_of

DAYS = 28
_BAND = (0.1, 0.9)


def offer(commands: Any) -> None:
    """Say what the command takes."""
    parser = commands.add_parser("forecast", help=__doc__)
    parser.add_argument("file", type=Path, help="the counts, in CSV")
    parser.add_argument("--days", type=int, default=DAYS, help=f"how many days ahead ({DAYS})")
    parser.add_argument("--office", help="tell of this office only")
    parser.add_argument("--service", help="tell of this service only")
    parser.add_argument(
        "--hamburg", action="store_true", help="Hamburg's public holidays are days without people"
    )
    common(parser)
    parser.set_defaults(run=run)


def run(said: argparse.Namespace) -> int:
    """Foresee and tell."""
    history = counts_file.read(text_of(said.file))
    for name, known in (
        ("office", {each.office for each in history.series}),
        ("service", {each.service for each in history.series}),
    ):
        wanted = getattr(said, name)
        if wanted is not None and wanted not in known:
            raise Misread(f"No {name} is called “{wanted}”. Known are {', '.join(sorted(known))}.")
    last = history.last.year + 1 + said.days // 365
    years = range(history.first.year, last + 1)
    holidays = [public_holidays(year) for year in years] if said.hamburg else []
    calendar = Calendar(public_holidays=frozenset(day for year in holidays for day in year))
    with bar(1, "Learning from the past", ""):
        found = forecast(history, calendar, Horizon(said.days), seed=said.seed)
    if said.plot:
        title = "People a day"
        pictures.draw(said.plot, lambda axes: _drawn(axes, found, said), title=title)
    rows = _rows(found, said)
    answer(said, {"days": rows}, ["day          expected   four of five days", *map(_line, rows)])
    return 0


def _rows(found: Forecast, said: argparse.Namespace) -> list[dict[str, object]]:
    expected = found.expected(said.office, said.service)
    low, high = found.quantiles(_BAND, said.office, said.service)
    return [
        {"day": day.isoformat(), "expected": float(mean), "low": float(least), "high": float(most)}
        for day, mean, least, most in zip(found.days, expected, low, high, strict=True)
    ]


def _line(row: dict[str, object]) -> str:
    day = date.fromisoformat(str(row["day"]))
    return f"{day:%a %d %b %y} {row['expected']:9.1f}   {row['low']:.0f} – {row['high']:.0f}"


def _drawn(axes: Any, found: Forecast, said: argparse.Namespace) -> None:
    low, high = found.quantiles(_BAND, said.office, said.service)
    pictures.band(axes, found.days, low, found.expected(said.office, said.service), high)
    axes.set_ylabel("people")
    axes.tick_params(axis="x", rotation=30)
