"""What the person sees of their own case: where it stands, what is missing, what comes next."""

import hmac
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from anlauf.cases.models import Case, ClockStop, Demand, Step
from anlauf.cases.states import CaseState, DemandState
from anlauf.core import keys
from anlauf.engine import codes

_PURPOSE = "case"


@dataclass(frozen=True)
class Stage:
    """One step of the way: done, the present one, or still ahead."""

    state: str
    done: bool
    present: bool


@dataclass(frozen=True)
class Progress:
    """Where a case stands on its way, and what the person has still to hand in."""

    stages: tuple[Stage, ...]
    missing: tuple[Demand, ...]
    demands: tuple[Demand, ...]
    steps: tuple[Step, ...]
    stops: tuple[ClockStop, ...]

    @property
    def standing(self) -> list[ClockStop]:
        """What lets the clock stand still now."""
        return [stop for stop in self.stops if stop.until is None]


def status_key(case: Case) -> str:
    """The key in the person's letters that opens the status page."""
    return f"{case.code}.{keys.derive(_PURPOSE, case.uid)}"


def case_by_key(key: str) -> Case | None:
    """The case a letter's key opens."""
    code, _dot, secret = key.partition(".")
    if not codes.is_code(code):
        return None
    case = _readable().filter(code=code).first()
    if case is None or not hmac.compare_digest(
        keys.derive(_PURPOSE, case.uid).encode(), secret.encode()
    ):
        return None
    return case


def case_numbered(number: int) -> Case | None:
    """The case with this number of ours, as long as it tells whose it is."""
    return _readable().filter(pk=number).first()


def case_of(code: str, born: date) -> Case | None:
    """The case with this number, for whoever knows the date of birth."""
    try:
        spelled = codes.normalise(code)
    except codes.NotACode:
        return None
    return _readable().filter(code=spelled, birth_date=born).first()


def progress(case: Case) -> Progress:
    """The way of the case as its kind lays it out."""
    steps = list(Step.objects.filter(kind=case.kind_id).order_by("position"))
    demands = tuple(case.demands.select_related("rule").order_by("pk"))
    return Progress(
        _stages(case, [step.state for step in steps]),
        tuple(each for each in demands if each.state == DemandState.OPEN),
        demands,
        tuple(steps),
        tuple(case.stops.order_by("since", "pk")),
    )


def _stages(case: Case, states: list[str]) -> tuple[Stage, ...]:
    """The steps in order; a case that waits for papers is still being checked."""
    state = CaseState.CHECKING if case.state == CaseState.WAITING_FOR_PAPERS else case.state
    here = states.index(state) if state in states else len(states)
    return tuple(
        Stage(each, done=place < here, present=place == here) for place, each in enumerate(states)
    )


def _readable() -> QuerySet[Case]:
    return Case.objects.filter(erased_at=None).select_related(
        "kind__service__area", "kind__pick_up", "office__place"
    )
