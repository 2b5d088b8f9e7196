"""Today's city as a year of it can be played: who serves when, who comes, what it takes.

Where the journal has enough visits of the last weeks, they say who comes for what at which hour.
Before that the staff of the season's patterns is there to serve somebody: it is busy for
`USUAL_LOAD` of its time, and services are wanted in the order of the catalogue.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from anlauf.booking.snapshots.policies import policy_at
from anlauf.directory import queries as directory
from anlauf.directory.models import Desk, Offering, Office, Service
from anlauf.engine.grid import TICK_MINUTES, Span
from anlauf.engine.whatif import City, Kind, Place, Team, Wish
from anlauf.evaluation.models import VisitFact
from anlauf.staffing import queries as staffing
from anlauf.staffing.snapshots import Pattern

USUAL_LOAD = 0.87
WALK_INS = 0.3
"""The part of the visits without an appointment, before the journal says it."""
SEASON = (1.0, 1.1, 0.98, 0.92)
"""Quarters before a history of years: passports before the summer, quiet weeks in December."""
LOOK_BACK = timedelta(weeks=8)
ENOUGH = 2000  # visits
MOST_KINDS = 12
OTHERS = "other-"
WEEK = 7
HALF_HOURS = 48


@dataclass(frozen=True)
class Counted:
    """Visits of the last weeks by office, service and whether they had an appointment."""

    visits: Mapping[int, Counter[tuple[int, bool]]]
    hours: Counter[int]
    weeks: float


def city_today(*, at: datetime) -> City:
    """The city as its rows say it is at this moment."""
    today = staffing.today(at)
    offices = [row for row in directory.offices() if row.has_counter]
    offerings = _offerings(offices)
    names = _names(row.service for rows in offerings.values() for row in rows)
    counted = _counted(today)
    patterns = staffing.patterns_by_office()
    desks = Counter(Desk.objects.filter(active=True).values_list("office", flat=True))
    profile = _profile(counted)
    hours = directory.hours_of(offices)
    monday = today + timedelta(days=WEEK - today.weekday())
    places = []
    for office in offices:
        opening = tuple(
            hours[office.pk].on(monday + timedelta(days=day), frozenset()).spans
            for day in range(WEEK)
        )
        teams = tuple(_teams(patterns.get(office.pk, ()), monday))
        bare = Place(
            office.key,
            desks[office.pk],
            tuple(tuple(map(_minutes, spans)) for spans in opening),
            teams,
            (),
            profile,
        )
        if teams and offerings.get(office.pk):
            wishes = _wishes(bare, offerings[office.pk], names, counted, office.pk)
            places.append(Place(bare.key, bare.desks, bare.opening, teams, tuple(wishes), profile))
    used = {wish.kind for place in places for wish in place.wishes}
    kinds = tuple(kind for kind in _kinds(offerings, names) if kind.name in used)
    return City(kinds, tuple(places), SEASON, horizon_days=policy_at(at).horizon_days)


def kinds_today() -> dict[str, Mapping[str, str]]:
    """What people come for, by its name in a study: the most wanted services, the rest by skill."""
    offices = [row for row in directory.offices() if row.has_counter]
    rows = [row for each in _offerings(offices).values() for row in each]
    names = _names(row.service for row in rows)
    own = {names[row.service_id]: row for row in rows}
    return {
        name: row.service.skill.name if name.startswith(OTHERS) else row.service.name
        for name, row in sorted(own.items(), key=lambda one: (one[1].service.position, one[0]))
    }


def _offerings(offices: Iterable[Office]) -> dict[int, list[Offering]]:
    rows = Offering.objects.filter(office__in=[one.pk for one in offices], service__public=True)
    found: dict[int, list[Offering]] = {}
    for row in rows.select_related("service__skill").order_by("service__position", "pk"):
        found.setdefault(row.office_id, []).append(row)
    return found


def _names(services: Iterable[Service]) -> dict[int, str]:
    """What each service is called in a study: the most wanted by their keys, the rest by skill."""
    known = {one.pk: one for one in services}
    order = sorted(known.values(), key=lambda one: (one.position, one.key))
    own = {one.pk for one in order[:MOST_KINDS]}
    return {one.pk: one.key if one.pk in own else OTHERS + one.skill.key for one in known.values()}


def _kinds(offerings: Mapping[int, Sequence[Offering]], names: Mapping[int, str]) -> list[Kind]:
    """Every kind with its usual minutes over all offices."""
    minutes: dict[str, list[int]] = {}
    skills: dict[str, str] = {}
    for rows in offerings.values():
        for row in rows:
            name = names[row.service_id]
            minutes.setdefault(name, []).append(max(1, row.minutes))
            skills[name] = row.service.skill.key
    return [
        Kind(name, skills[name], sum(each) / len(each)) for name, each in sorted(minutes.items())
    ]


def _teams(patterns: Iterable[Pattern], monday: date) -> Iterable[Team]:
    for pattern in patterns:
        if pattern.holds(monday + timedelta(days=pattern.weekday)) and pattern.skills:
            starts, ends = _minutes(pattern.span)
            yield Team(pattern.weekday, starts, ends, pattern.skills, pattern.clerks)


def _minutes(span: Span) -> tuple[float, float]:
    return float(span.start * TICK_MINUTES), float(span.end * TICK_MINUTES)


def _wishes(
    place: Place,
    rows: Sequence[Offering],
    names: Mapping[int, str],
    counted: Counted | None,
    office: int,
) -> Iterable[Wish]:
    """Who comes in a usual week, as counted, or as many as the staff is there to serve."""
    booked: dict[str, float] = defaultdict(float)
    came: dict[str, float] = defaultdict(float)
    if counted is not None and counted.visits.get(office):
        for (service, appointed), many in counted.visits[office].items():
            if service in names:
                (booked if appointed else came)[names[service]] += many / counted.weeks
    else:
        able = frozenset[str]().union(*(team.skills for team in place.teams))
        served = [row for row in rows if row.service.skill.key in able]
        weights = {row.pk: 1 / (2 + rank) for rank, row in enumerate(served)}
        work = sum(weights[row.pk] * row.minutes for row in served)
        people = USUAL_LOAD * place.staff_minutes / work if work else 0.0
        for row in served:
            walks = WALK_INS if row.service.walk_in else 0.0
            many_of = people * weights[row.pk]
            booked[names[row.service_id]] += many_of * (1 - walks)
            came[names[row.service_id]] += many_of * walks
    for kind in sorted({*booked, *came}):
        yield Wish(kind, round(booked[kind], 3), round(came[kind], 3))


def _counted(today: date) -> Counted | None:
    rows = VisitFact.objects.filter(
        number__gt=0, date__gte=today - LOOK_BACK, service_number__isnull=False
    )
    if rows.count() < ENOUGH:
        return None
    visits: dict[int, Counter[tuple[int, bool]]] = {}
    grouped = rows.values_list("office_number", "service_number", "appointed")
    for office, service, appointed, many in grouped.annotate(many=Count("pk")):
        if service is not None:
            visits.setdefault(office, Counter())[service, appointed] += many
    hours = Counter(dict(rows.filter(appointed=False).values_list("hour").annotate(Count("pk"))))
    days = rows.values("date").distinct().count()
    return Counted(visits, hours, max(1.0, days / 5))


def _profile(counted: Counted | None) -> tuple[float, ...]:
    """How walk-ins spread over the half-hours of a day: more of them in the morning."""
    if counted is not None and counted.hours:
        total = 2 * sum(counted.hours.values())
        return tuple(counted.hours[half // 2] / total for half in range(HALF_HOURS))
    weight = [
        0.0 if not 14 <= half < 38 else 1.5 if half < 22 else 1.0 for half in range(HALF_HOURS)
    ]
    return tuple(one / sum(weight) for one in weight)
