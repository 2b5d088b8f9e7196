"""Who could take over a duty today, and what that is worth: the referee asks every rule."""

from dataclasses import dataclass

from anlauf.engine.roster import Days, Roster
from anlauf.engine.roster.period import key_of, problem
from anlauf.staffing.models import Duty, Employee
from anlauf.staffing.queries.periods import judged, period_with_floats, plan_of

MOST = 6


@dataclass(frozen=True)
class StandIn:
    """A colleague: free that day or lent by another office, and the points that it saves."""

    number: str
    name: str
    home: str
    saves: int
    lent: bool


def stand_ins(duty: Duty) -> list[StandIn]:
    """Colleagues who may take over a duty of a published roster, the most useful first."""
    row, on = duty.roster, duty.date
    asked = period_with_floats(row, duty.office_id, on)
    plan = plan_of(row, asked)
    day = (on - row.first).days
    whole = problem(asked)
    without = _with(plan, duty.employee.number, day, None)
    worst = judged(whole, without)
    broken = {one.person for one in worst.violations}
    known = Employee.objects.select_related("home").filter(number__in=plan)
    people = {one.number: one for one in known}
    found = []
    for worker in asked.workers:
        if worker.key == duty.employee.number or worker.key in broken:
            continue
        key = key_of(worker.post(duty.office_id, duty.shift.key))
        if not worker.skills:
            continue
        if key not in whole.by_key or plan[worker.key][day] == key:
            continue
        verdict = judged(whole, _with(without, worker.key, day, key))
        if any(one.person == worker.key for one in verdict.violations):
            continue
        person, had = people[worker.key], plan[worker.key][day]
        found.append(
            StandIn(
                person.number, person.name, person.home.short, worst.cost - verdict.cost, bool(had)
            )
        )
    return sorted(found, key=lambda one: (-one.saves, one.lent, one.number))[:MOST]


def _with(plan: Roster, person: str, day: int, key: str | None) -> dict[str, Days]:
    if person not in plan:
        return dict(plan)
    days = plan[person]
    return {**plan, person: (*days[:day], key, *days[day + 1 :])}
