"""An office full of open cases, written at once; each stands where its dates put it."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from anlauf.cases import snapshots
from anlauf.cases.models import Case, ClockStop, Kind, Step
from anlauf.cases.queries import kinds_on
from anlauf.cases.states import CaseState, StopCause
from anlauf.cases.values import USUAL
from anlauf.directory import queries as directory
from anlauf.directory.models import Office
from anlauf.engine import codes
from anlauf.engine.casework import Days, first_due
from anlauf.engine.grid import local

OFFICE = "hh-a-mitte"
SEED = 23
_STATES = (
    *[CaseState.RECEIVED] * 3,
    *[CaseState.CHECKING] * 6,
    *[CaseState.WAITING_FOR_PAPERS] * 4,
    *[CaseState.READY_FOR_VISIT] * 2,
    *[CaseState.DECIDING] * 3,
    CaseState.PRODUCING,
    CaseState.READY_FOR_PICKUP,
)
_STOPS = {
    CaseState.WAITING_FOR_PAPERS: StopCause.PAPERS,
    CaseState.READY_FOR_VISIT: StopCause.VISIT,
}
_AT_ONCE = 2000
_DEMANDS = """
    INSERT INTO cases_demand (case_id, rule_id, name, needed, state, reason)
    SELECT matter.id, rule.id, '', rule.needed, 'open', ''
    FROM cases_case AS matter
    JOIN cases_paperrule AS rule ON rule.kind_id = matter.kind_id
    WHERE matter.office_id = %s AND (rule.groups = '{}' OR matter."group" = ANY(rule.groups))
"""


def seeded(number: int, *, at: datetime) -> int:
    """Write so many cases for the office and tell its number."""
    office = Office.objects.get(key=OFFICE)
    kinds = [kind for kind in kinds_on(at.date()) if kind.service.area_id == office.area_id]
    draw = random.Random(SEED)
    steps = {kind.pk: list(kind.steps.all()) for kind in kinds}
    days = _days(at)
    for first in range(0, number, _AT_ONCE):
        rows, stops = [], []
        for each in range(first, min(first + _AT_ONCE, number)):
            case, stop = _case(each, office, draw.choice(kinds), draw, at)
            _place(case, stop, steps[case.kind_id], days)
            rows.append(case)
            stops += [stop] if stop else []
        Case.objects.bulk_create(rows)
        ClockStop.objects.bulk_create(stops)
    with connection.cursor() as cursor:
        cursor.execute(_DEMANDS, [office.pk])
    return office.pk


def _case(
    number: int, office: Office, kind: Kind, draw: random.Random, at: datetime
) -> tuple[Case, ClockStop | None]:
    received = at - timedelta(days=draw.randrange(1, 200), minutes=draw.randrange(600))
    state = draw.choice(_STATES)
    since = received + (at - received) * draw.random()
    ends = (at + timedelta(days=draw.randrange(-20, 200))).date() if draw.random() < 0.4 else None
    case = Case(
        uid=UUID(int=draw.getrandbits(128)),
        request_key=UUID(int=draw.getrandbits(128)),
        code=codes.spell(number),
        kind=kind,
        office=office,
        group=draw.choice(kind.groups)["key"] if kind.groups else "",
        state=state,
        name=f"Person {number}",
        birth_date=date(1950 + number % 55, 1 + number % 12, 1 + number % 28),
        language=draw.choice(("de", "en")),
        permit_ends_on=ends,
        hardship=draw.random() < 0.03,
        received_at=received,
        step_since=since,
    )
    cause = _STOPS.get(state)
    return case, ClockStop(case=case, cause=cause, since=since) if cause else None


def _place(case: Case, stop: ClockStop | None, steps: Sequence[Step], days: Days) -> None:
    """Reckon its place as the commands do, with days that are known already."""
    clock = snapshots.clock(case, [stop] if stop else [], directory.zone())
    facts = snapshots.facts(case, clock, steps, days)
    if facts is not None:
        due = first_due(facts, USUAL.leads)
        case.due_on, case.due_reason = due.on, due.reason


def _days(at: datetime) -> Days:
    today = local(at, directory.zone())[0]
    first, last = today - timedelta(days=800), today + timedelta(days=1200)
    return Days(frozenset(directory.holidays_between(first, last)))
