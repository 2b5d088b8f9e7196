"""How many of which clerks a period needs: for those foreseen, or for those a season expects.

What the forecast says of an office and date comes first. Before there is a history, the patterns
say how much is to be done: whoever they expect is busy for so large a part of the time. Only the
process that solves loads this module.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from anlauf.directory.models import Desk, Offering
from anlauf.engine.grid import Span
from anlauf.engine.roster.period import Period
from anlauf.engine.roster.shift import whole_half_hours
from anlauf.engine.staffing.day import Target
from anlauf.engine.staffing.groups import Asked, Requirements, groups
from anlauf.forecasts import queries as forecasts
from anlauf.staffing import queries, snapshots
from anlauf.staffing.models import Roster

HALF_HOURS = 48
HALF_HOUR_MINUTES = 30
USUAL_LOAD = 0.7
"""The part of their time for which clerks of the patterns are busy."""
TARGET = Target(delayed=0.2)
USUAL_MINUTES = 10.0


def needs_of(row: Roster, asked: Period) -> list[dict[str, Any]]:
    """The needs of every office on every day, as a roster stores them."""
    requirements = Requirements(TARGET)
    patterns = queries.patterns_by_office()
    foreseen = forecasts.foreseen_skills(row.offices, row.first, row.last)
    minutes, desks = _minutes(row.offices), _desks(row.offices)
    found = []
    for office in row.offices:
        usual = minutes.get(office, USUAL_MINUTES)
        for day, on in enumerate(snapshots.dates_of(row)):
            opening = asked.opening.get((office, day), ())
            if (office, on) in foreseen:
                people = _foreseen(foreseen[office, on], opening)
            else:
                people = _asked(patterns.get(office, ()), opening, on, usual)
            least = asked.least.get((office, day), 0)
            everything = frozenset[str]().union(*(one.skills for one in people))
            for group in groups(people):
                clerks = requirements.clerks(group.people, usual)
                if group.skills == everything:
                    clerks = _at_least(least, clerks, opening)
                capped = {half: min(count, desks.get(office, 0)) for half, count in clerks.items()}
                if capped:
                    found.append(_need(office, on, group.skills, capped))
    return found


def _at_least(least: int, clerks: Mapping[int, int], opening: tuple[Span, ...]) -> dict[int, int]:
    """As many as must be there while the doors are open, however few come."""
    return {
        half: max(least, clerks.get(half, 0))
        for half in sorted({*clerks, *whole_half_hours(opening)})
    }


def _need(
    office: int, on: date, skills: frozenset[str], clerks: Mapping[int, int]
) -> dict[str, Any]:
    known = {str(half): count for half, count in clerks.items()}
    return {"office": office, "date": on.isoformat(), "skills": sorted(skills), "clerks": known}


def _foreseen(skills: Mapping[str, Iterable[float]], opening: tuple[Span, ...]) -> list[Asked]:
    """The people who are expected, while the office is open."""
    open_halves = whole_half_hours(opening)
    return [
        Asked(
            frozenset({skill}),
            tuple(many if half in open_halves else 0.0 for half, many in enumerate(people)),
        )
        for skill, people in sorted(skills.items())
    ]


def _asked(
    patterns: Iterable[snapshots.Pattern], opening: tuple[Span, ...], on: date, minutes: float
) -> list[Asked]:
    """The people whom each pattern's clerks would serve, while the office is open."""
    served: dict[frozenset[str], list[float]] = {}
    for pattern in patterns:
        if not pattern.holds(on):
            continue
        people = served.setdefault(pattern.skills, [0.0] * HALF_HOURS)
        for half in whole_half_hours(pattern.presence(opening)):
            people[half] += pattern.clerks * USUAL_LOAD * HALF_HOUR_MINUTES / minutes
    return [Asked(skills, tuple(people)) for skills, people in served.items()]


def _minutes(offices: Iterable[int]) -> dict[int, float]:
    """How long a matter takes at each office, on average over what it offers."""
    rows = Offering.objects.filter(office__in=offices).values_list("office", "minutes")
    found: dict[int, list[int]] = {}
    for office, minutes in rows:
        found.setdefault(office, []).append(minutes)
    return {office: sum(each) / len(each) for office, each in found.items()}


def _desks(offices: Iterable[int]) -> Counter[int]:
    rows = Desk.objects.filter(office__in=offices, active=True)
    return Counter(rows.values_list("office", flat=True))
