"""What a look at the offices finds: for each kind of alert whether to raise it, and the numbers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Max, Sum

from anlauf.booking.models import OfficeDay
from anlauf.directory import queries as directory
from anlauf.directory.models import Office
from anlauf.engine.alerts import Band, Verdict, course, fall, nobody_came, offers_unseen
from anlauf.engine.alerts import Week as Answers
from anlauf.engine.alerts.content import BEFORE, LIMIT, WATCHED
from anlauf.engine.alerts.promise import LOOK_BACK
from anlauf.engine.grid import instant
from anlauf.engine.outlook import Plan, figures, live
from anlauf.evaluation.models import DayFigures, OfferSample
from anlauf.evaluation.states import AlertKind
from anlauf.floor import queries as floor
from anlauf.floor.queries import Wall
from anlauf.surveys import queries as surveys
from anlauf.surveys.states import SATISFIED, Question

PROMISED, HARD = 10, 14  # days
PLAYS = 100
A_LOOK = 20
"""So many plays tell whether it may happen at all; most offices on most days need no more."""
A_FEW = 3  # people who would still wait at closing time
_LONGEST = 60.0  # days: how far away a time counts that is not on offer at all

_PROMISE = Band(raise_at=0.7, clear_below=0.5)
_QUEUE = Band(raise_at=0.9, clear_below=0.5)
_CONTENT = Band(raise_at=LIMIT, clear_below=LIMIT / 2)
_MINUTES: Final = 1440
_DAYS_WITH_VISITS = timedelta(days=28)
_FIRST_VISIT = timedelta(hours=3)

_MEDIANS = """
    SELECT office_number, date,
           percentile_disc(0.5) WITHIN GROUP (ORDER BY coalesce(minutes, %s))
    FROM evaluation_offersample
    WHERE office_number IS NOT NULL AND date BETWEEN %s AND %s
    GROUP BY 1, 2 HAVING count(*) >= 6 ORDER BY 1, 2
"""

Facts = Mapping[str, float | int | str]


@dataclass(frozen=True)
class Finding:
    """What a look found of one kind at one office; without an office, in the whole city."""

    kind: AlertKind
    office: int | None
    verdict: Verdict
    facts: Facts = field(default_factory=dict)


def look(*, at: datetime) -> Iterator[Finding]:
    """Every kind at every office, one after the other; to look is to play the rest of days."""
    on_wall = floor.look(at)
    offices = [row for row in directory.offices() if row.has_counter]
    numbers = [row.pk for row in offices]
    opened = _opened(numbers, on_wall)
    yield _offers(opened, at=at)
    yield from _visits(numbers, opened, on_wall)
    yield from _promises(numbers, on_wall.today)
    yield from _surveys(numbers, on_wall.today)
    yield from (_queue(office, on_wall) for office in offices)


def _promises(offices: Sequence[int], today: date) -> Iterator[Finding]:
    """Whether half of the looks of a day will soon find nothing within the days promised."""
    with connection.cursor() as cursor:
        longest = int(_LONGEST * _MINUTES)
        first = today - timedelta(days=LOOK_BACK - 1)
        cursor.execute(_MEDIANS, [longest, first, today])
        by_office: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
        for office, day, minutes in cursor.fetchall():
            by_office[office].append((day, minutes))
    for office in offices:
        rows = by_office[office]
        found = course(
            [day.toordinal() for day, _minutes in rows],
            [min(_LONGEST, minutes / _MINUTES) for _day, minutes in rows],
        )
        if found is None:
            yield Finding(AlertKind.PROMISE, office, Verdict.LEAVE)
            continue
        chance, hard = found.chance(PROMISED), found.chance(HARD)
        facts: Facts = {
            "level": round(found.level, 1),
            "slope": round(found.slope, 2),
            "chance": round(chance, 2),
            "hard": round(hard, 2),
        }
        yield Finding(AlertKind.PROMISE, office, _PROMISE.verdict(chance), facts)


def _surveys(offices: Sequence[int], today: date) -> Iterator[Finding]:
    """Whether visitors of whole weeks are less content than before; small weeks are not told."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WATCHED + BEFORE)
    weeks = surveys.by_week(first, monday - timedelta(days=1))
    for office in offices:
        told = sorted(weeks.get(office, {}).items())
        found = fall([Answers(*one.share(Question.OVERALL, SATISFIED)) for _week, one in told])
        if found is None:
            yield Finding(AlertKind.SURVEY, office, Verdict.LEAVE)
            continue
        facts: Facts = {
            "usual": round(found.usual, 2),
            "now": round(found.now, 2),
            "answers": found.answers,
            "weeks": found.weeks,
        }
        yield Finding(AlertKind.SURVEY, office, _CONTENT.verdict(found.evidence), facts)


def _queue(office: Office, on_wall: Wall) -> Finding:
    """Whether people will still wait at closing time, by playing the rest of the day."""
    hours = floor.hours_today(office.pk, on_wall)
    if hours is not None and on_wall.at < hours[0]:
        return Finding(AlertKind.QUEUE, office.pk, Verdict.LEAVE)
    plan = floor.plan_today(office.pk, on_wall)
    if plan is None or hours is None or not _may_happen(plan, office.pk):
        return Finding(AlertKind.QUEUE, office.pk, Verdict.CLEAR)
    unserved = figures(live(plan, seed=office.pk, runs=PLAYS)).unserved
    share = float((unserved >= A_FEW).mean())
    facts: Facts = {
        "plays": round(100 * share),
        "people": round(float(unserved.mean())),
        "closes_at": hours[1].isoformat(),
    }
    return Finding(AlertKind.QUEUE, office.pk, _QUEUE.verdict(share), facts)


def _may_happen(plan: Plan, office: int) -> bool:
    """Whether some people are left in any of a few plays: of twenty without, half is no share."""
    return bool((figures(live(plan, seed=office, runs=A_LOOK)).unserved >= A_FEW).any())


def _offers(opened: Mapping[int, datetime], *, at: datetime) -> Finding:
    newest = OfferSample.objects.filter(at__lte=at).aggregate(newest=Max("at"))["newest"]
    since = min(opened.values(), default=None)
    facts: Facts = {} if newest is None else {"since": newest.isoformat()}
    return Finding(AlertKind.GAP, None, offers_unseen(newest, since, at=at), facts)


def _visits(
    offices: Sequence[int], opened: Mapping[int, datetime], on_wall: Wall
) -> Iterator[Finding]:
    """Whether nobody was noted on an open day of an office that people come to."""
    first = on_wall.today - _DAYS_WITH_VISITS
    rows = DayFigures.objects.filter(
        office_number__in=offices, date__range=(first, on_wall.today), open_minutes__gt=0
    )
    summed = rows.values("office_number", "date").annotate(people=Sum("visits"))
    by_office: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for office, day, people in summed.values_list("office_number", "date", "people"):
        by_office[office or 0][day] = people
    for office in offices:
        told = by_office[office]
        long_open = office in opened and on_wall.at - opened[office] >= _FIRST_VISIT
        if not long_open and not told.get(on_wall.today):
            told.pop(on_wall.today, None)
        latest = max(told, default=on_wall.today)
        visits = [people for _day, people in sorted(told.items())]
        facts: Facts = {"day": latest.isoformat()}
        yield Finding(AlertKind.GAP, office, nobody_came(visits), facts)


def _opened(offices: Sequence[int], on_wall: Wall) -> dict[int, datetime]:
    """Since when each office that is open now has been so today."""
    days = OfficeDay.objects.filter(office__in=offices, date=on_wall.today)
    found = {}
    for day in days:
        starts = [start for start, end in day.spans if start <= on_wall.tick < end]
        if starts:
            found[day.office_id] = instant(on_wall.today, min(starts), on_wall.zone)
    return found
