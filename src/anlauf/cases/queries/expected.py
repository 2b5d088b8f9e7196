"""How long it will take, as a range: from what was decided lately, or from what is aimed at.

Experience comes from matters of the same kind that were decided within a year, at the same office
if there were enough, else in the whole city. It is read once a day in the life of a process.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from django.db.models.functions import Coalesce

from anlauf.cases import snapshots
from anlauf.cases.models import Case, ClockStop, Decision, Kind, Step
from anlauf.cases.states import DECIDED, OVER, CaseState
from anlauf.directory import queries as directory
from anlauf.engine.casework import Days, worked
from anlauf.engine.casework.expect import ENOUGH, Between, of_experience, of_targets
from anlauf.engine.grid import local

_LATELY = timedelta(days=365)
_AHEAD = timedelta(days=3 * 366)
EVERYWHERE = 0


class Basis(StrEnum):
    """What a range rests on."""

    EXPERIENCE = "experience"
    TARGET = "target"


class Goal(StrEnum):
    """Until when a range counts."""

    DECISION = "decision"
    READY = "ready"


@dataclass(frozen=True)
class Expected:
    """Days from now on until the goal; none where it takes longer than all we know."""

    goal: Goal
    basis: Basis
    between: Between | None


def expected_of(kind: Kind, *, at: datetime) -> Expected:
    """How long a matter of this kind takes that is handed in now."""
    today = local(at, directory.zone())[0]
    steps = list(Step.objects.filter(kind=kind))
    goal = _goal(steps)
    if goal == Goal.DECISION:
        between = of_experience(paces(today).get((kind.key, EVERYWHERE), ()), 0)
        if between is not None:
            return Expected(goal, Basis.EXPERIENCE, between)
    left = snapshots.allowed(steps, _last_step(goal))
    return Expected(goal, Basis.TARGET, of_targets(left, today, _days(today)))


def expected(
    case: Case, steps: Sequence[Step], stops: Sequence[ClockStop], *, at: datetime
) -> Expected | None:
    """How much longer this case takes; None when it is over or lies ready."""
    if case.state in OVER or case.state == CaseState.READY_FOR_PICKUP:
        return None
    today = local(at, directory.zone())[0]
    goal = Goal.READY if case.state == CaseState.PRODUCING else _goal(steps)
    if goal == Goal.DECISION:
        found = _experienced(case, today)
        if found is not None:
            return found
    left = _left(case, goal, steps, stops, today)
    if left < 1:
        return Expected(goal, Basis.TARGET, None)
    return Expected(goal, Basis.TARGET, of_targets(left, today, _days(today)))


@lru_cache(maxsize=2)
def paces(day: date) -> Mapping[tuple[str, int], Sequence[int]]:
    """The days each decided matter took, the shortest first, by kind and office."""
    rows = (
        Decision.objects.filter(dropped_at=None, case__state__in=sorted(DECIDED))
        .annotate(decided_at=Coalesce("approved_at", "proposed_at"))
        .filter(proposed_at__date__gte=day - _LATELY, proposed_at__date__lte=day)
        .values_list("case__kind__key", "case__office", "case__received_at", "decided_at")
    )
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for kind, office, received, decided in rows:
        took = (decided - received).days
        found[kind, office].append(took)
        found[kind, EVERYWHERE].append(took)
    return {key: tuple(sorted(took)) for key, took in found.items()}


def _experienced(case: Case, today: date) -> Expected | None:
    """What experience says; nothing where there is too little of it."""
    known = paces(today)
    here = known.get((case.kind.key, case.office_id), ())
    took = here if len(here) >= ENOUGH else known.get((case.kind.key, EVERYWHERE), ())
    if len(took) < ENOUGH:
        return None
    age = (today - local(case.received_at, directory.zone())[0]).days
    return Expected(Goal.DECISION, Basis.EXPERIENCE, of_experience(took, age))


def _left(
    case: Case, goal: Goal, steps: Sequence[Step], stops: Sequence[ClockStop], today: date
) -> int:
    """The working days that are left of what is aimed at."""
    days = _days(today)
    if case.state == CaseState.PRODUCING:
        since = local(case.step_since, directory.zone())[0]
        own = sum(step.days for step in steps if step.state == case.state)
        return own - days.between(since, today)
    clock = snapshots.clock(case, stops, directory.zone())
    return snapshots.allowed(steps, _last_step(goal)) - worked(clock, today, days)


def _goal(steps: Sequence[Step]) -> Goal:
    decided = any(step.state == CaseState.DECIDING for step in steps)
    return Goal.DECISION if decided else Goal.READY


def _last_step(goal: Goal) -> CaseState:
    return CaseState.DECIDING if goal == Goal.DECISION else CaseState.PRODUCING


def _days(today: date) -> Days:
    """The working days of the city around this day."""
    return Days(frozenset(directory.holidays_between(today - _LATELY * 2, today + _AHEAD)))
