"""`anlauf-engine roster FILE`: the best roster for an instance in the format of Curtois and Qu."""

import argparse
from math import isfinite
from pathlib import Path
from typing import Any

from anlauf.engine.roster import Problem, Roster, Verdict, curtois, judge
from anlauf.engine.roster.solver import Outcome, solve
from anlauf.engine.roster.state import News
from anlauf.engine.roster.stop import Stop
from anlauf.engine.shell import pictures
from anlauf.engine.shell.said import answer, bar, common, text_of

SECONDS = 60.0


def offer(commands: Any) -> None:
    """Say what the command takes."""
    parser = commands.add_parser("roster", help=__doc__)
    parser.add_argument("file", type=Path, help="an instance as on schedulingbenchmarks.org")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help=f"when to stop ({SECONDS:.0f})"
    )
    parser.add_argument("--out", type=Path, help="write the roster here, a line for each person")
    common(parser)
    parser.set_defaults(run=run)


def run(said: argparse.Namespace) -> int:
    """Solve, let the referee judge, and tell; 1 when there is no valid roster."""
    problem = curtois.read(text_of(said.file))
    with bar(said.seconds, "Looking for a roster", "s") as shown:

        def told(news: News) -> None:
            shown.set_postfix_str(_short(news))
            shown.update(min(news.seconds, said.seconds) - shown.n)

        outcome = solve(problem, stop=Stop(said.seconds), seed=said.seed, progress=told)
    if outcome.roster is None:
        reasons = [f"{each.person}: {each.says}" for each in outcome.explanation]
        answer(said, {"roster": None, "why": reasons}, ["There is no valid roster.", *reasons])
        return 1
    verdict = judge(problem, outcome.roster)
    if said.out:
        said.out.write_text(_written(problem, outcome.roster), encoding="utf-8")
    if said.plot:
        pictures.draw(said.plot, lambda axes: _drawn(axes, outcome), title="Cost and bound")
    answer(said, _facts(outcome, verdict), _lines(outcome, verdict))
    return 0 if verdict.valid else 1


def _facts(outcome: Outcome, verdict: Verdict) -> dict[str, object]:
    return {
        "cost": verdict.cost,
        "bound": outcome.bound if isfinite(outcome.bound) else None,
        "gap": outcome.gap if isfinite(outcome.gap) else None,
        "proven": outcome.proven,
        "valid": verdict.valid,
        "penalties": _by_kind(verdict),
        "roster": {name: list(days) for name, days in (outcome.roster or {}).items()},
    }


def _lines(outcome: Outcome, verdict: Verdict) -> list[str]:
    how = "proven best" if outcome.proven else f"at most {outcome.gap:.1%} above the best"
    return [
        f"cost {verdict.cost}, {how}; {len(verdict.violations)} rules broken",
        *(f"  {kind}: {cost}" for kind, cost in _by_kind(verdict).items()),
        *(f"  broken: {each.says}" for each in verdict.violations),
    ]


def _by_kind(verdict: Verdict) -> dict[str, int]:
    costs: dict[str, int] = {}
    for penalty in verdict.penalties:
        costs[penalty.kind] = costs.get(penalty.kind, 0) + penalty.cost
    return dict(sorted(costs.items()))


def _written(problem: Problem, roster: Roster) -> str:
    """A line for each person, tab by tab: the name, then a duty or nothing for each day."""
    rows = ([person.key, *(duty or "" for duty in roster[person.key])] for person in problem.people)
    return "".join("\t".join(row) + "\n" for row in rows)


def _drawn(axes: Any, outcome: Outcome) -> None:
    news = [each for each in outcome.history if isfinite(each.cost)]
    axes.step([each.seconds for each in news], [each.cost for each in news], where="post")
    bounded = [each for each in outcome.history if isfinite(each.bound)]
    axes.step([each.seconds for each in bounded], [each.bound for each in bounded], where="post")
    axes.set_xlabel("seconds")
    axes.set_ylabel("cost")


def _short(news: News) -> str:
    bound = f", bound {news.bound:.0f}" if isfinite(news.bound) else ""
    return f"{news.step}: cost {news.cost:.0f}{bound}"
