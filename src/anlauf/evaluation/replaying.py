"""What a replay asks the engine, and what it found in plain values.

Like `playing`, only the process that plays loads this module.
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from anlauf.engine.cityyear import FIXED, LOOP, FilesReplay, Replay, files_replay, wire
from anlauf.engine.cityyear import replay as play_leads
from anlauf.engine.cityyear import replay_files as play_files
from anlauf.engine.intervals import Interval
from anlauf.engine.study import Outcome, Scenario, Study, fingerprint
from anlauf.engine.study.scenario import Verb
from anlauf.evaluation.models import Scenario as Row
from anlauf.evaluation.states import Asks

SEED = 7
EACH = 1  # year in a piece
TODAY, THEN = "today", "then"
MARK = 12  # letters of a digest that people compare

Plain = dict[str, Any]


def study_of(row: Row) -> Study:
    """The past city with hours that stay, and with hours that follow."""
    verb, scenarios = _ASKED[Asks(row.asks)](row.city or {})
    return Study(verb, scenarios, SEED, max(1, row.replications // EACH), EACH)


def told(outcome: Outcome) -> Plain:
    """Every figure by both plans and what changes, by how much and by what part.

    Seed, code and what was played stand beside, so that anybody can play it again.
    """
    names = outcome.figures
    return {
        "complete": outcome.complete,
        "replications": outcome.replications,
        "seed": outcome.study.seed,
        "code": outcome.code[:MARK],
        "inputs": fingerprint(outcome.study.scenarios)[:MARK],
        "figures": {
            name: {
                TODAY: plain(outcome.ci(TODAY, name)),
                THEN: plain(outcome.ci(THEN, name)),
                "change": plain(outcome.change(TODAY, THEN, name)),
                "part": _part(outcome, name),
            }
            for name in names
        },
    }


def plain(one: Interval) -> list[float] | None:
    """Value, low and high; nothing where nobody was asked."""
    found = [one.value, one.low, one.high]
    return [round(value, 6) for value in found] if all(map(isfinite, found)) else None


def _part(outcome: Outcome, name: str) -> list[float] | None:
    """By what part it changes, where there is something every year to be a part of."""
    above, below = outcome.found[0].part(name)
    if above.min() <= 0 or below.min() <= 0:
        return None
    return plain(outcome.part(TODAY, THEN, name))


def _leads(book: Mapping[str, Any]) -> tuple[Verb, tuple[Scenario, ...]]:
    city, spring = wire.read(book)
    plans = ((TODAY, FIXED), (THEN, LOOP))
    return play_leads, tuple(Scenario(name, Replay(city, plan, spring)) for name, plan in plans)


def _files(book: Mapping[str, Any]) -> tuple[Verb, tuple[Scenario, ...]]:
    files = files_replay.read(book)
    plans = ((TODAY, FIXED), (THEN, LOOP))
    return play_files, tuple(Scenario(name, FilesReplay(files, plan)) for name, plan in plans)


_ASKED: Mapping[Asks, Callable[[Mapping[str, Any]], tuple[Verb, tuple[Scenario, ...]]]] = {
    Asks.LEADS: _leads,
    Asks.FILES: _files,
}
