"""Rosters for other programs: one's own week by the calendar's key; plans by a program's key.

Publishing goes through the same command as the page: what breaks a rule is refused here as there.
"""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from ninja import Query, Router, Schema

from anlauf.api.answers import answer
from anlauf.api.doors import UnknownKey, caller, for_programs, key_shown, open_to_all
from anlauf.api.problems import Problem
from anlauf.api.schemas import ClockTime, Key, Wording
from anlauf.core import clock
from anlauf.core.actors import Actor, Kind
from anlauf.core.refusal import Unknown
from anlauf.engine.grid import clock_text
from anlauf.people.scopes import Scope
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Duty, Roster

router = Router(tags=["rosters"])
router.add_decorator(never_cache, mode="view")  # answers tell where somebody is

REFUSALS = dict.fromkeys((401, 403, 404, 409, 422), Problem)
MOST_DAYS = 92


class DutyOut(Schema):
    """One day of somebody: where, and from when until when."""

    date: date
    office: Key
    shift: Key
    name: Wording
    begins: ClockTime
    ends: ClockTime
    employee: str | None = None


class RosterOut(Schema):
    """A plan, and how far it is."""

    number: int
    name: str
    first: date
    last: date
    state: str
    cost: float | None
    bound: float | None


class BrokenOut(Schema):
    """A rule broken: by whom, on which day of the plan."""

    rule: str
    employee: str
    day: int | None
    says: str


class RosterDetail(RosterOut):
    """A plan with its duties and everything that keeps it from being published."""

    duties: list[DutyOut]
    broken: list[BrokenOut]


@router.get("/my/duties", response={200: list[DutyOut], **REFUSALS})
@open_to_all
def my_duties(
    request: HttpRequest,
    first: date,
    days: int = Query(7, ge=1, le=MOST_DAYS),  # type: ignore[type-arg]
) -> list[DutyOut]:
    """The published duties of whoever holds this calendar's key, from a date on."""
    try:
        person = staffing.employee_with_feed(key_shown(request))
    except Unknown:
        raise UnknownKey from None
    last = first + timedelta(days=days - 1)
    return [_duty(one) for one in staffing.duties_of(person, first, last)]


@router.get("/rosters", response={200: list[RosterOut], **REFUSALS})
@for_programs
def rosters(request: HttpRequest) -> list[RosterOut]:
    """All plans, the latest period first."""
    _planner(request)
    return [_roster(row) for row in staffing.rosters()]


@router.get("/rosters/{number}", response={200: RosterDetail, **REFUSALS})
@for_programs
def roster(request: HttpRequest, number: int) -> RosterDetail:
    """One plan with its duties, and what the referee says about it."""
    _planner(request)
    row = staffing.roster(number)
    duties = row.duties.select_related("office", "shift", "employee").order_by("date", "pk")
    return RosterDetail(
        **_roster(row).dict(),
        duties=[_duty(one, named=True) for one in duties],
        broken=[
            BrokenOut(rule=one.rule, employee=one.person, day=one.day, says=one.says)
            for one in staffing.verdict(row).violations
        ],
    )


@router.post("/rosters/{number}/publish", response={200: RosterOut, **REFUSALS})
@for_programs
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Let the plan hold. What breaks a rule, or would break a promise, is refused.

    Appointments in conflict are decided about on the page: nobody is moved by a program.
    """
    who = _planner(request)
    row = staffing.roster(number)
    done = commands.publish_roster(row.pk, {}, by=who, at=clock.now())
    return answer(_roster(done))


@router.post("/rosters/{number}/take-back", response={200: RosterOut, **REFUSALS})
@for_programs
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Let what was published before hold again."""
    who = _planner(request)
    row = staffing.roster(number)
    done = commands.take_back(row.pk, {}, by=who, at=clock.now())
    return answer(_roster(done))


def _planner(request: HttpRequest) -> Actor:
    """The program, if its key lets it plan."""
    return Actor(Kind.PROGRAM, caller(request).with_scope(Scope.PLAN))


def _roster(row: Roster) -> RosterOut:
    return RosterOut(
        number=row.pk,
        name=row.name,
        first=row.first,
        last=row.last,
        state=row.state,
        cost=row.cost,
        bound=row.bound,
    )


def _duty(one: Duty, *, named: bool = False) -> DutyOut:
    return DutyOut(
        date=one.date,
        office=one.office.key,
        shift=one.shift.key,
        name=one.shift.name,
        begins=clock_text(one.shift.begin),
        ends=clock_text(one.shift.end),
        employee=one.employee.number if named else None,
    )
