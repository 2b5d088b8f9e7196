"""Rows of a case as the engine's values: its clock, and what decides about its place."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from anlauf.cases.meanings import Meant
from anlauf.cases.models import Case, ClockStop, Question, Step
from anlauf.cases.states import OURS
from anlauf.engine.casework import Clock, Days, Facts, Stop, due, form
from anlauf.engine.grid import local


def clock(case: Case, stops: Iterable[ClockStop], zone: ZoneInfo) -> Clock:
    """The clock of the whole matter: from its receipt, without the days others had the move."""
    return Clock(_day(case.received_at, zone), tuple(_stop(each, zone) for each in stops))


def facts(case: Case, running: Clock, steps: Sequence[Step], days: Days) -> Facts | None:
    """What decides about the case's place; None while somebody else has the next move."""
    if case.state not in OURS:
        return None
    target = due(running, allowed(steps, case.state), days)
    if target is None:
        return None
    return Facts(target, case.permit_ends_on, case.job_starts_on, case.law_on, case.hardship)


def allowed(steps: Sequence[Step], state: str) -> int:
    """The working days a matter may have taken by the end of this step.

    A state the kind does not list belongs to the step before it.
    """
    ordered = sorted(steps, key=lambda step: step.position)
    last = next((step.position for step in ordered if step.state == state), -1)
    return sum(step.days for step in ordered if step.position <= last) or ordered[0].days


def asked(rows: Iterable[Question]) -> list[Meant]:
    """The questions of a form, in order, each with what its answer means."""
    return [Meant(_question(row), row.meaning) for row in rows]


def _question(row: Question) -> form.Question:
    return form.Question(
        key=row.key,
        sort=form.Sort(row.sort),
        options=tuple(option["key"] for option in row.options),
        needed=row.needed,
        only_if=row.only_if,
        only_answers=frozenset(row.only_answers),
        longest=row.longest,
    )


def _stop(row: ClockStop, zone: ZoneInfo) -> Stop:
    return Stop(_day(row.since, zone), None if row.until is None else _day(row.until, zone))


def _day(at: datetime, zone: ZoneInfo) -> date:
    return local(at, zone)[0]
