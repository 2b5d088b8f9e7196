"""A year of files as a study asks it, how the minutes of a case are found, and files as values.

`days` are those of ours from receipt to decision; figures of an office have its name behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from anlauf.engine.cityyear.files import Course, Files, Pile, course
from anlauf.engine.cityyear.plans import FIXED, Plan
from anlauf.engine.cityyear.replay import NINE_TENTHS, Ratio, as_figures
from anlauf.engine.study.figures import Draws, Figures

FIGURES = ("days", "late_days", "spread", "in_time", "open", "decided", "moved")
BY_OFFICE = ("days", "open", "people")
_ROUNDS = 8


@dataclass(frozen=True)
class FilesReplay:
    """Offices with their piles, and the plan by which they are led."""

    files: Files
    plan: Plan


def replay_files(asked: FilesReplay, draws: Draws) -> Figures:
    """Play years by one plan."""
    return as_figures(
        dict(_figures(course(asked.files, asked.plan, draws.seed, number)))
        for number in range(draws.first, draws.first + draws.many)
    )


def fitted_minutes(files: Files, open_at_the_end: float, *, seed: int, times: int) -> Files:
    """The files whose piles are as high at the end of the year as they are known to be.

    All minutes of a case grow or shrink by the same part; people stay where they are.
    """
    low, high = 0.7, 1.3
    for _ in range(_ROUNDS):
        part = (low + high) / 2
        now = [course(with_minutes(files, part), FIXED, seed, one) for one in range(times)]
        if np.mean([one.told.counts_at(files.days)[0] for one in now]) < open_at_the_end:
            low = part
        else:
            high = part
    return with_minutes(files, (low + high) / 2)


def with_minutes(files: Files, part: float) -> Files:
    """The same with all work multiplied."""
    return replace(files, check=files.check * part, decide=files.decide * part)


def read(book: Mapping[str, Any]) -> Files:
    """The files of plain values, as a file describes them or a table keeps them."""
    piles = tuple(
        Pile(one["id"], one["people"], one["weekly"], one["open"], one["least"], one["most"])
        for one in book["office"]
    )
    return Files(piles, **book["work"])


def _figures(played: Course) -> Iterator[tuple[str, Ratio]]:
    files, told = played.files, played.told
    done = (told.done >= files.counted) & (told.done <= files.days)
    clock, kind = told.clock[done], told.kind[done]
    many = np.bincount(kind, minlength=len(files.piles))
    days = np.bincount(kind, weights=clock, minlength=len(files.piles))
    means = days / np.maximum(many, 1)
    open_then = (told.came <= files.days) & (told.done > files.days)
    piles = np.bincount(told.kind[open_then], minlength=len(files.piles))
    usual = np.array([one.people for one in files.piles])
    yield "days", (float(days.sum()), float(many.sum()))
    yield "late_days", (float(np.quantile(clock, NINE_TENTHS)), 1.0)
    yield "spread", (float(means.max() - means.min()), 1.0)
    yield "in_time", (float((clock <= files.due).sum()), float(many.sum()))
    yield "open", (float(piles.sum()), 1.0)
    yield "decided", (float(((told.done >= 0) & (told.done <= files.days)).sum()), 1.0)
    yield "moved", (float(np.abs(played.people - usual[:, None]).sum(axis=0).mean() / 2), 1.0)
    for place, pile in enumerate(files.piles):
        yield f"days/{pile.name}", (float(days[place]), float(many[place]))
        yield f"open/{pile.name}", (float(piles[place]), 1.0)
        yield f"people/{pile.name}", (float(played.people[place].mean()), 1.0)
