"""The command `anlauf raw_rows FOLDER`."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from anlauf.core import clock
from anlauf.evaluation import commands, queries
from anlauf.evaluation.definitions import defined
from anlauf.evaluation.queries import raw, told_parts

_HEAD = ("scope", "key", "first", "last", "figure", "value", "number")


class Command(BaseCommand):
    """Write the rows behind the figures, and the figures, so that somebody else can count anew."""

    help = "Write the rows behind the figures, without anything personal, and the figures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and of which days the figures are told."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--since", type=date.fromisoformat, default=date(1970, 1, 1))
        parser.add_argument("--until", type=date.fromisoformat, default=date(9999, 12, 31))

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        """Write every file, all of one moment."""
        commands.catch_up(at=clock.now())  # or rows would be there whose figures are not yet
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        for name in raw.RAW:
            with (folder / f"{name}.csv").open("wb") as file:
                file.writelines(raw.raw(name))
        known = queries.known_days()
        told: Iterable[tuple[object, ...]] = ()
        parts: Iterable[tuple[object, ...]] = ()
        if known is not None:
            first, last = max(known.first, options["since"]), min(known.last, options["until"])
            told = _told(queries.Period(first, last))
            parts = told_parts.told_parts(queries.Period(first, last))
        _write(folder / "figures.csv", _HEAD, told)
        _write(folder / "parts.csv", told_parts.HEAD, parts)
        self.stdout.write(
            f"Written to {folder}. Count anew: python -m scripts.recount {folder};"
            f" python -m scripts.recount_parts {folder}"
        )


def _write(path: Path, head: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(head)
        sheet.writerows(rows)


def _told(period: queries.Period) -> Iterator[tuple[object, ...]]:
    """Every figure of the promise that follows from facts, month by month.

    What visitors said is added up at once and has no rows (docs/adr/0182).
    """
    figures = tuple(name for name in defined(period.last) if name != queries.SATISFACTION)
    question = queries.Question(figures, (), period, period.last)
    for line in queries.answer(question):
        for figure, found in line.figures.items():
            value, number = (found[0], found[3]) if found else ("", 0)
            yield (line.scope, line.key, line.first, line.last, figure, value, number)
