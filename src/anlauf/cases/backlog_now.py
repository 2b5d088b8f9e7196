"""An office's open cases and what comes, as the engine's model of a backlog."""

from datetime import datetime, timedelta

from django.db.models import Count, QuerySet, Sum

from anlauf.cases.models import Case, Step
from anlauf.cases.states import OURS, CaseState
from anlauf.cases.values import Policy
from anlauf.directory import queries as directory
from anlauf.engine.backlog import Backlog, CaseClass, OpenCase, Stage, Team
from anlauf.engine.grid import local
from anlauf.engine.simulate.laws import Gamma, LogNormal

_WEEKS = 8
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_SPREAD = 0.8  # of the minutes a step takes
_ANSWERS = Gamma(14.0, 1.0)  # days until papers or another authority's answer are there
_CHECK, _DECIDE = "checking", "deciding"
_USUAL_DAYS = 40


def skills(office: int, *, at: datetime) -> list[str]:
    """What somebody must know for the cases that are open and that come."""
    rows = _open(office).values_list("kind__service__skill__key", flat=True).distinct()
    return sorted({*rows.order_by(), *_came(office, at=at)})


def backlog(office: int, teams: tuple[Team, ...], policy: Policy, *, at: datetime) -> Backlog:
    """The office's casework from now on, for teams among which each skill has one of its name."""
    rows = list(
        _open(office)
        .values_list("state", "received_at", "kind__service__skill__key")
        .order_by("pk")
    )
    weekly = _came(office, at=at)
    wanted = sorted(set(weekly) | {skill for _state, _received, skill in rows})
    due = target_days(office)
    weekday = local(at, directory.zone())[0].weekday()
    return Backlog(
        stages=tuple(stage for skill in wanted for stage in _stages(skill, policy)),
        classes=tuple(
            CaseClass(
                skill, _at(_CHECK, skill), due, _week_from(weekday, weekly.get(skill, 0.0) / 5)
            )
            for skill in wanted
        ),
        teams=teams,
        open=tuple(
            OpenCase(skill, _at(_stage(state), skill), max(0.0, (at - received) / _DAY))
            for state, received, skill in rows
        ),
    )


def sound(office: int, *, at: datetime) -> int:
    """How many may be open without any being too late: those that come within the target.

    Little's law: the number in a system is what comes a day, times the days each stays.
    """
    return round(sum(_came(office, at=at).values()) / 7 * target_days(office))


def target_days(office: int) -> float:
    """Calendar days within which a case of this office should be decided, on average."""
    kinds = dict(_open(office).values_list("kind").annotate(Count("pk")))
    rows = Step.objects.filter(kind__in=kinds, state__in=sorted(OURS))
    days = dict(rows.values_list("kind").annotate(Sum("days")))
    total = sum(kinds.values())
    if not total:
        return _USUAL_DAYS * 7 / 5
    working = sum(days.get(kind, _USUAL_DAYS) * many for kind, many in kinds.items())
    return float(working) / total * 7 / 5


def _open(office: int) -> QuerySet[Case]:
    """What is still to be decided."""
    made = [CaseState.PRODUCING, CaseState.READY_FOR_PICKUP]
    return Case.objects.filter(office=office, closed_at=None).exclude(state__in=made)


def _came(office: int, *, at: datetime) -> dict[str, float]:
    """Cases a week by skill, on average of the last weeks."""
    lately = Case.objects.filter(office=office, received_at__gte=at - _WEEKS * _WEEK)
    rows = lately.filter(received_at__lt=at).values_list("kind__service__skill__key")
    return {skill: number / _WEEKS for skill, number in rows.annotate(Count("pk"))}


def _stages(skill: str, policy: Policy) -> tuple[Stage, ...]:
    """A case is checked, waits for others, and is decided, by people who know how."""
    minutes = policy.minutes
    check = LogNormal(minutes["received"] + minutes["checking"], _SPREAD)
    decide = _at(_DECIDE, skill)
    return (
        Stage(_at(_CHECK, skill), skill, check, ((decide, 1.0),), others=_ANSWERS),
        Stage(decide, skill, LogNormal(minutes["deciding"], _SPREAD)),
    )


def _at(stage: str, skill: str) -> str:
    return f"{stage}: {skill}"


def _stage(state: str) -> str:
    return _CHECK if state in {CaseState.RECEIVED, CaseState.CHECKING} else _DECIDE


def _week_from(weekday: int, a_day: float) -> tuple[float, ...]:
    """So much on each working day of a week that begins on this weekday."""
    week = (a_day,) * 5 + (0.0, 0.0)
    return week[weekday:] + week[:weekday]
