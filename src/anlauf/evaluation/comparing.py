"""What a comparison of drafts asks the engine, and what it found in plain values.

Like `playing`, only the process that plays loads this module.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from anlauf.directory.models import Office
from anlauf.engine.grid import TICK_MINUTES, Span
from anlauf.engine.study import Outcome, Scenario, Study
from anlauf.engine.whatif import City, Team
from anlauf.engine.whatif.drafts import Date, Draft, drafted
from anlauf.evaluation import queries
from anlauf.evaluation.replaying import MARK, Plain, plain
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Roster

SEED = 11
EACH = 5  # replications in a piece
MONTHS_OF_A_QUARTER = 3
WEEK = 7

Spans = tuple[tuple[float, float], ...]


def study_of(rosters: Sequence[int], replications: int, *, at: datetime) -> Study | None:
    """The drafts with the same people, the first one before the others; none without offices."""
    rows = [staffing.roster(number) for number in rosters]
    everywhere = queries.city_today(at=at)
    keys = dict(Office.objects.filter(pk__in=rows[0].offices).values_list("key", "pk"))
    places = tuple(place for place in everywhere.places if place.key in keys)
    if not places:
        return None
    city = City(everywhere.kinds, places, everywhere.season, everywhere.horizon_days)
    offices = [keys[place.key] for place in places]
    scenarios = tuple(Scenario(str(row.pk), _draft(row, city, offices)) for row in rows)
    return Study(drafted, scenarios, SEED, max(1, replications // EACH), EACH)


def told(outcome: Outcome) -> Plain:
    """Every figure of each draft, and what changes against the first one."""
    first, *others = (one.name for one in outcome.study.scenarios)
    return {
        "complete": outcome.complete,
        "replications": outcome.replications,
        "seed": outcome.study.seed,
        "code": outcome.code[:MARK],
        "figures": {
            name: {
                "drafts": {one: plain(outcome.ci(one, name)) for one in (first, *others)},
                "changes": {one: plain(outcome.change(first, one, name)) for one in others},
            }
            for name in outcome.figures
        },
    }


def _draft(row: Roster, city: City, offices: Sequence[int]) -> Draft:
    quarter = (row.first.month - 1) // MONTHS_OF_A_QUARTER
    doors = staffing.opening(Office.objects.filter(pk__in=offices), row.first, row.days)
    dates = tuple(_dates(row, office, doors) for office in offices)
    return Draft(city, dates, city.season[quarter])


def _dates(
    row: Roster, office: int, doors: dict[tuple[int, int], tuple[Span, ...]]
) -> tuple[Date, ...]:
    """Each date of an office in a draft: who is at the counter while it is open."""
    on_duty = staffing.rostered(office, row.first, row.last, [row])
    found = []
    for day in range(row.days):
        opening = doors.get((office, day), ())
        there = Counter(
            (span, skills)
            for shift, skills in on_duty.get(row.first + timedelta(days=day), ())
            for span in shift.present(opening)
            if skills
        )
        teams = tuple(
            Team(day % WEEK, *_minutes(span), skills, many)
            for (span, skills), many in sorted(there.items(), key=_order)
        )
        found.append(Date(tuple(map(_minutes, opening)), teams))
    return tuple(found)


def _order(one: tuple[tuple[Span, frozenset[str]], int]) -> tuple[int, int, list[str]]:
    (span, skills), _many = one
    return span.start, span.end, sorted(skills)


def _minutes(span: Span) -> tuple[float, float]:
    return float(span.start * TICK_MINUTES), float(span.end * TICK_MINUTES)
