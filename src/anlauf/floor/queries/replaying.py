"""Stored days of an office as the engine replays them by another rule."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min

from anlauf.core.models import JournalEntry
from anlauf.directory import queries as directory
from anlauf.engine.dispatch import DispatchPolicy, Waiting
from anlauf.engine.grid import TICKS, instant
from anlauf.engine.replay import Guest, Shift, replay
from anlauf.floor import snapshots
from anlauf.floor.models import DeskSession, DeskWork, Period, Visit
from anlauf.floor.queries.learned import habits_of
from anlauf.floor.states import AT_WORK_ON_IT, PeriodKind
from anlauf.people.models import Person

_ENOUGH = 5  # visits that make a day worth replaying
_DAYS = 14
_LONG = 0.9  # nine of ten wait no longer
_MINUTE = timedelta(minutes=1)
_BREAKS = ("floor.break_began", "floor.break_ended")


@dataclass(frozen=True)
class Waits:
    """How long some people waited: how many they were, the mean, and what nine of ten kept to."""

    people: int
    mean: float
    long: float


@dataclass(frozen=True)
class Replayed:
    """One day: waits as they were, by one rule and by another; by group of people."""

    on: date
    really: Mapping[str, Waits]
    before: Mapping[str, Waits]
    after: Mapping[str, Waits]


@dataclass(frozen=True)
class _Day:
    """What is known of a day: who was there, which desks, and when everybody was called."""

    guests: list[Guest]
    shifts: list[Shift]
    called: dict[object, datetime]


def days_to_replay(office: int, *, until: date) -> list[date]:
    """The last dates on which enough people were called here, the newest first."""
    rows = Visit.objects.filter(office=office, date__lte=until, called_at__isnull=False)
    many = rows.values("date").annotate(number=Count("pk")).filter(number__gte=_ENOUGH)
    return list(many.order_by("-date").values_list("date", flat=True)[:_DAYS])


def replayed(
    office: int, on: date, before: DispatchPolicy, after: DispatchPolicy, *, at: datetime
) -> Replayed:
    """The day by two rules, with the same people, desks and minutes."""
    day = _day(office, on, at=at)
    said = [replay(day.guests, day.shifts, rule) for rule in (before, after)]
    known = day.called.keys() & said[0].keys() & said[1].keys()
    people = [guest.waiting for guest in day.guests if guest.waiting.key in known]
    told = [_by_group(people, called, after) for called in (day.called, *said)]
    return Replayed(on, *told)


def _day(office: int, on: date, *, at: datetime) -> _Day:
    """Everybody who was called on this date; who left before changed nobody's turn."""
    rows = Visit.objects.filter(office=office, date=on, called_at__isnull=False)
    visits = list(rows.select_related("appointment").order_by("number"))
    numbers = [visit.pk for visit in visits]
    pause = timedelta(minutes=habits_of(office, at=at).turnover.mean)
    busy = _busy(numbers, at=at)
    guests = [
        Guest(snapshots.standing(visit), busy.get(visit.pk, timedelta()) + pause)
        for visit in visits
    ]
    calls = Period.objects.filter(visit__in=numbers, kind=PeriodKind.CALLED)
    first = calls.values("visit").annotate(first=Min("started_at"))
    return _Day(guests, _shifts(office, on, at=at), dict(first.values_list("visit", "first")))


def _busy(visits: Sequence[int], *, at: datetime) -> dict[int, timedelta]:
    """How long each visit was worked on at desks; what still runs, until now."""
    found: dict[int, timedelta] = defaultdict(timedelta)
    rows = Period.objects.filter(visit__in=visits, kind__in=AT_WORK_ON_IT)
    for visit, began, ended in rows.values_list("visit", "started_at", "ended_at"):
        found[visit] += max(timedelta(), (ended or at) - began)
    return found


def _shifts(office: int, on: date, *, at: datetime) -> list[Shift]:
    """Who sat where, with breaks and other work; skills are those people have today."""
    zone = directory.zone()
    begins, ends = instant(on, 0, zone), instant(on, TICKS, zone)
    rows = DeskSession.objects.filter(desk__office=office, started_at__range=(begins, ends))
    sessions = list(rows.select_related("desk").order_by("desk__number", "started_at"))
    away = _breaks([session.pk for session in sessions], min(at, ends))
    works = _works(office, begins, ends, at=at)
    skills = _skills([session.person_id for session in sessions])
    return [
        Shift(
            session.desk.number,
            skills[session.person_id],
            session.started_at,
            session.ended_at or min(at, ends),
            (*away[session.pk], *works[session.desk_id]),
        )
        for session in sessions
    ]


_Stretches = Mapping[int, Sequence[tuple[datetime, datetime]]]


def _breaks(sessions: Sequence[int], until: datetime) -> _Stretches:
    """Breaks by session, from the journal: the row knows only the present one."""
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    began: dict[int, datetime] = {}
    rows = JournalEntry.objects.filter(
        thing=DeskSession._meta.label_lower, thing_number__in=sessions, verb__in=_BREAKS
    )
    for session, verb, moment in rows.order_by("pk").values_list("thing_number", "verb", "at"):
        if verb == _BREAKS[0]:
            began[session] = moment
        elif session in began:
            found[session].append((began.pop(session), moment))
    for session, moment in began.items():
        found[session].append((moment, until))
    return found


def _works(office: int, begins: datetime, ends: datetime, *, at: datetime) -> _Stretches:
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = DeskWork.objects.filter(desk__office=office, started_at__range=(begins, ends))
    for desk, began, ended in rows.values_list("desk", "started_at", "ended_at"):
        found[desk].append((began, ended or at))
    return found


def _skills(people: Sequence[int]) -> dict[int, frozenset[str]]:
    held: dict[int, set[str]] = {person: set() for person in people}
    rows = Person.skills.through.objects.filter(person__in=people)
    for person, skill in rows.values_list("person", "skill__key"):
        held[person].add(skill)
    return {person: frozenset(keys) for person, keys in held.items()}


def _by_group(
    people: Sequence[Waiting], called: Mapping[object, datetime], rule: DispatchPolicy
) -> dict[str, Waits]:
    minutes: dict[str, list[float]] = defaultdict(list)
    for one in people:
        since = one.arrived if one.due is None else max(one.arrived, one.due)
        waited = max(0.0, (called[one.key] - since) / _MINUTE)
        for group in _groups(one, rule):
            minutes[group].append(waited)
    return {group: _waits(sorted(waited)) for group, waited in minutes.items()}


def _groups(one: Waiting, rule: DispatchPolicy) -> Iterator[str]:
    yield "all"
    yield "walk_in" if one.due is None else "appointment"
    if one.urgent:
        yield "urgent"
    if one.minutes <= rule.small_minutes:
        yield "small"
    if one.skills & rule.rare_skills:
        yield "rare"


def _waits(waited: Sequence[float]) -> Waits:
    count = len(waited)
    return Waits(count, sum(waited) / count, waited[min(count - 1, int(_LONG * count))])
