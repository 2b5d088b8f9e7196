"""The period of a roster as the engine plans it: people, shifts, opening hours and what is needed.

The same reckoning feeds the search, the preview of a change by hand and the referee who decides
whether a roster may be published.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from anlauf.directory import queries as directory
from anlauf.directory.models import Office
from anlauf.engine.grid import Span
from anlauf.engine.roster import Days, Duty, Problem, Roster, Verdict, judge
from anlauf.engine.roster.period import Period, Post, Wanted, key_of, problem
from anlauf.staffing import models, snapshots
from anlauf.staffing.models import Employee, ShiftPattern
from anlauf.staffing.queries.fairness import shares_of
from anlauf.staffing.queries.lawful import objections
from anlauf.staffing.queries.minimums import minimums
from anlauf.staffing.snapshots import Asked
from anlauf.staffing.states import RosterState

WEEK = timedelta(days=7)


def period(row: models.Roster) -> Period:
    """All that the roster follows from, as things are."""
    return _period(row, employees_of(row), row.needs, _whole(row))


def period_around(row: models.Roster, office: int, on: date) -> Period:
    """The same for one office, with only the needs of one date: who belongs or comes there."""
    return _around(row, office, on, Q())


def period_with_floats(row: models.Roster, office: int, on: date) -> Period:
    """The same with everybody who may be sent there from another office."""
    return _around(row, office, on, Q(floats=True, home__in=row.offices))


def period_of(row: models.Roster, people: Sequence[Employee]) -> Period:
    """The same for a few people, without needs and shares: for the rules that bind only them.

    Where somebody learns who can do nothing alone, those who work there belong to them.
    """
    everybody = {one.pk: one for one in (*people, *_around_learners(row, people))}
    there = row.duties.filter(employee__in=everybody).values_list("office", flat=True)
    places = {*there, *(one.home_id for one in everybody.values())} & set(row.offices)
    offices = list(Office.objects.filter(pk__in=places).order_by("pk"))
    complete = _complete(Employee.objects.filter(pk__in=everybody))
    return _period(row, complete, (), _Where(offices, ({}, {})))


def _around_learners(row: models.Roster, people: Sequence[Employee]) -> Iterable[Employee]:
    """Who works where these people do, at places at which a beginner is planned or is one of them.

    Nobody, at most places and times: few begin.
    """
    duties = row.duties.filter(employee__in=people).values_list("office", flat=True)
    places = {*duties, *(one.home_id for one in people)}
    beginners = Employee.objects.filter(knowledge__in_training=True, home__in=places)
    beginners = beginners.exclude(knowledge__in_training=False)
    if not beginners.exists():
        return ()
    return Employee.objects.filter(duties__roster=row, duties__office__in=places).distinct()


def _around(row: models.Roster, office: int, on: date, others: Q) -> Period:
    coming = row.duties.filter(office=office, date=on).values_list("employee", flat=True)
    there = Q(home=office) | Q(pk__in=list(coming)) | others
    people = _complete(Employee.objects.filter(there, _still(row)))
    day = on.isoformat()
    needs = [need for need in row.needs if need["office"] == office and need["date"] == day]
    return _period(row, people, needs, _whole(row))


@dataclass(frozen=True)
class _Where:
    """The offices of a period, and everybody's fair shares in it."""

    offices: Sequence[Office]
    shares: tuple[dict[str, dict[str, int]], dict[str, int]]


def _whole(row: models.Roster) -> _Where:
    return _Where(list(Office.objects.filter(pk__in=row.offices).order_by("pk")), shares_of(row))


def _period(
    row: models.Roster,
    people: Iterable[Employee],
    needs: Iterable[Mapping[str, Any]],
    where: _Where,
) -> Period:
    asked = _asked(row, where)
    before = _before(row)
    workers = [snapshots.worker(each, asked) for each in people]
    holidays = directory.holidays_between(asked.first, asked.last)
    return Period(
        days=row.days,
        shifts=tuple(map(snapshots.shift, ShiftPattern.objects.filter(active=True).order_by("pk"))),
        workers=tuple(
            replace(each, before=before.get(each.key, ())) for each in workers if each is not None
        ),
        opening=opening(where.offices, row.first, row.days),
        wanted=tuple(_wanted(need, row.first) for need in needs),
        holidays=frozenset((on - row.first).days for on in holidays),
        least={
            (office, (on - row.first).days): clerks
            for (office, on), clerks in minimums(row.offices, snapshots.dates_of(row)).items()
        },
    )


def _before(row: models.Roster) -> dict[str, Days]:
    """The week before of whoever works on its last day: a run or a night may reach over.

    Whoever is free then begins anew, as almost everybody does on a Monday.
    """
    eve = row.first - timedelta(days=1)
    holding = models.Roster.objects.filter(state=RosterState.PUBLISHED).exclude(pk=row.pk)
    rows = models.Duty.objects.filter(roster__in=holding, date__gt=eve - WEEK, date__lte=eve)
    found: dict[str, list[str | None]] = {}
    for duty in rows.select_related("shift").prefetch_related("employee__knowledge__skill"):
        known = {one.skill.key: one.in_training for one in duty.employee.knowledge.all()}
        skills = frozenset(key for key, learning in known.items() if not learning)
        learns = frozenset[str]() if skills else frozenset(known)
        key = key_of(Post(duty.office_id, duty.shift.key, skills, learns))
        days = found.setdefault(duty.employee.number, [None] * WEEK.days)
        days[WEEK.days - 1 - (eve - duty.date).days] = key
    return {number: tuple(days) for number, days in found.items() if days[-1]}


def employees_of(row: models.Roster) -> list[Employee]:
    """Everybody whose home is one of the roster's offices and who has not left before it."""
    return _complete(Employee.objects.filter(_still(row), home__in=row.offices))


def _still(row: models.Roster) -> Q:
    return Q(left_on__isnull=True) | Q(left_on__gte=row.first)


def _complete(people: QuerySet[Employee]) -> list[Employee]:
    known = people.prefetch_related("knowledge__skill", "contracts", "absences", "day_wishes")
    return list(known.order_by("number"))


def opening(
    offices: Iterable[Office], first: date, days: int
) -> dict[tuple[int, int], tuple[Span, ...]]:
    """When each office is open on each day of a period, by its number."""
    known = directory.hours_of(offices)
    last = first + timedelta(days=days - 1)
    holidays = frozenset(directory.holidays_between(first, last))
    return {
        (office, day): hours.on(first + timedelta(days=day), holidays).spans
        for office, hours in known.items()
        for day in range(days)
    }


def plan_of(row: models.Roster, asked: Period) -> Roster:
    """The roster's duties as the engine reads them; who is new in it is free on all days."""
    days: dict[str, list[str | None]] = {one.key: [None] * row.days for one in asked.workers}
    workers = {one.key: one for one in asked.workers}
    rows = row.duties.values_list("employee__number", "date", "office", "shift__key")
    for number, on, office, shift in rows:
        if number in days:
            key = key_of(workers[number].post(office, shift))
            days[number][(on - row.first).days] = key
    return {number: tuple(duties) for number, duties in days.items()}


def verdict(row: models.Roster) -> Verdict:
    """What is said about a roster as it stands: by the referee, and by what he cannot see."""
    asked = period(row)
    return verdict_on(row, asked, plan_of(row, asked))


def verdict_on(row: models.Roster, asked: Period, plan: Roster) -> Verdict:
    """The same for whom the period and the plan have been read already."""
    found = judged(problem(asked), plan)
    return Verdict((*found.violations, *objections(row, asked)), found.penalties)


def judged(asked: Problem, plan: Roster) -> Verdict:
    """The referee's verdict; a duty that is none any more is a rule broken like others."""
    return judge(with_strangers(asked, plan), plan)


def with_strangers(asked: Problem, plan: Roster) -> Problem:
    """The problem with every duty of the plan in it: one that nobody may have now is known."""
    known = asked.by_key
    strange = sorted({key for days in plan.values() for key in days if key and key not in known})
    if not strange:
        return asked
    return Problem(
        days=asked.days,
        duties=(*asked.duties, *(_closed(key) for key in strange)),
        people=asked.people,
        needs=asked.needs,
        never_after=asked.never_after,
        first_weekday=asked.first_weekday,
        beside=asked.beside,
    )


def _closed(key: str) -> Duty:
    return Duty(key, 1, frozenset())


def _asked(row: models.Roster, where: _Where) -> Asked:
    areas: dict[int, set[int]] = {}
    for office in where.offices:
        areas.setdefault(office.area_id, set()).add(office.pk)
    shares, usual = where.shares
    return Asked(
        first=row.first,
        days=row.days,
        areas={area: frozenset(found) for area, found in areas.items()},
        area_of={office.pk: office.area_id for office in where.offices},
        shares=shares,
        usual_shares=usual,
    )


def _wanted(need: Mapping[str, Any], first: date) -> Wanted:
    """A stored need as the engine reads it."""
    return Wanted(
        office=need["office"],
        day=(date.fromisoformat(need["date"]) - first).days,
        skills=frozenset(need["skills"]),
        clerks={int(half): count for half, count in need["clerks"].items()},
    )
