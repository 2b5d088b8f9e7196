"""Who learns in a plan, and how often somebody who can do it is there with them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from anlauf.directory.models import Office
from anlauf.engine.grid import Span
from anlauf.engine.roster.period import TOGETHER
from anlauf.staffing import models, snapshots
from anlauf.staffing.models import Duty, Employee
from anlauf.staffing.queries.periods import opening

Doors = Mapping[tuple[int, int], tuple[Span, ...]]
NAMED = 3  # mentors


@dataclass(frozen=True)
class Pair:
    """Somebody who learns something: days at work, and those beside one who can do it.

    `begins` says that they can do nothing alone yet.
    """

    person: Employee
    skill: Mapping[str, str]
    days: int
    together: int
    mentors: tuple[str, ...]
    begins: bool

    @property
    def never(self) -> bool:
        """Tell whether this plan teaches them nothing."""
        return not self.together


def pairs(row: models.Roster) -> list[Pair]:
    """Everybody at the plan's offices who learns something, those who learn least first."""
    duties = row.duties.select_related("employee", "shift", "office")
    there: dict[tuple[int, date], list[Duty]] = defaultdict(list)
    for duty in duties.prefetch_related("employee__knowledge__skill").order_by("pk"):
        there[duty.office_id, duty.date].append(duty)
    doors = opening(Office.objects.filter(pk__in=row.offices), row.first, row.days)
    learners = Employee.objects.filter(home__in=row.offices, knowledge__in_training=True)
    people = learners.distinct().select_related("home").prefetch_related("knowledge__skill")
    found = [
        pair for one in people.order_by("name", "pk") for pair in _pairs_of(one, row, there, doors)
    ]
    return sorted(found, key=lambda pair: pair.together / max(1, pair.days))


def _pairs_of(
    person: Employee,
    row: models.Roster,
    there: Mapping[tuple[int, date], list[Duty]],
    doors: Doors,
) -> Iterator[Pair]:
    mine = [duty for those in there.values() for duty in those if duty.employee_id == person.pk]
    known = list(person.knowledge.all())
    for level in known:
        if not level.in_training:
            continue
        days, names = 0, Counter[str]()
        for duty in mine:
            spans = doors.get((duty.office_id, (duty.date - row.first).days), ())
            able = [
                other.employee.name
                for other in there[duty.office_id, duty.date]
                if _can(other.employee, level.skill_id) and _meet(duty, other, spans)
            ]
            days += bool(able)
            names.update(able)
        mentors = tuple(name for name, _often in names.most_common(NAMED))
        begins = all(one.in_training for one in known)
        yield Pair(person, level.skill.name, len(mine), days, mentors, begins)


def _can(person: Employee, skill: int) -> bool:
    return any(one.skill_id == skill and not one.in_training for one in person.knowledge.all())


def _meet(duty: Duty, other: Duty, doors: tuple[Span, ...]) -> bool:
    """Tell whether the other one is at the counter for much of the time."""
    mine, theirs = (snapshots.duty_shift(one).half_hours(doors) for one in (duty, other))
    return bool(mine) and len(mine & theirs) >= TOGETHER * len(mine)
