"""The rest of an office's day, and every way out of it played with the same luck."""

from collections.abc import Iterator
from datetime import datetime
from math import inf

import numpy as np
from numpy.typing import NDArray

from anlauf.directory.models import Office, Skill
from anlauf.engine import outlook
from anlauf.engine.grid import TICK_MINUTES
from anlauf.engine.outlook import Day, Effect, Plan, compare, figures, live, runs_for
from anlauf.engine.waits import Desk
from anlauf.floor import queries as floor
from anlauf.floor.outlooks import Spread, Wording
from anlauf.staffing.models import Step
from anlauf.staffing.queries.ways import Scene, scene, ways
from anlauf.staffing.relief import Proposal, Relief, Way
from anlauf.staffing.states import StepKind

_TAIL = 0.1


def relief(office: Office, *, at: datetime) -> Relief | None:
    """What could be done about the rest of today; nothing when the day is over."""
    on_wall = floor.look(at)
    hours, plan = floor.hours_today(office.pk, on_wall), floor.plan_today(office.pk, on_wall)
    seen = scene(office, at=at)
    if plan is None or seen is None or hours is None:
        return None
    runs = runs_for(_people(plan))
    day = live(plan, seed=office.pk, runs=runs)
    told = figures(day)
    found = list(_proposals(seen, plan, day, runs))
    return Relief(
        as_of=at,
        closes_at=hours[1],
        median=_spread(told.median),
        late=_spread(told.late),
        unserved=_spread(told.unserved),
        runs=runs,
        proposals=tuple(sorted(found, key=lambda one: -one.gain)),
    )


def steps_today(office: int, *, at: datetime) -> list[Step]:
    """What was done about today and still holds, in its order."""
    rows = Step.objects.filter(office=office, date=floor.today(at), ended_at__isnull=True)
    return list(rows.order_by("pk"))


def step_by(office: int, key: str, *, at: datetime) -> Step | None:
    """What was done today by the proposal of this name and still holds, if it was."""
    return next((one for one in steps_today(office, at=at) if one.facts.get("way") == key), None)


def way_named(office: Office, key: str, *, at: datetime) -> Way | None:
    """The way out of this name, if it is still open."""
    seen = scene(office, at=at)
    return next((one for one in ways(seen) if one.key == key), None) if seen else None


def _proposals(seen: Scene, plan: Plan, day: Day, runs: int) -> Iterator[Proposal]:
    found = list(ways(seen))
    names = _names(found)
    for way in found:
        changed = live(with_way(plan, way), seed=seen.office.pk, runs=runs)
        skills = tuple(names[key] for key in sorted(way.skills) if key in names)
        yield Proposal(way, skills, compare(day, changed), _there(way, seen))


def with_way(plan: Plan, way: Way) -> Plan:
    """The rest of the day if this was done."""
    if way.kind == StepKind.TICKETS:
        return outlook.stop_tickets(plan)
    if way.kind == StepKind.MOVE:
        keys = {("appointment", number) for number in way.appointments}
        return outlook.on_another_day(plan, keys)
    ends = way.minutes + (way.until - way.since) * TICK_MINUTES
    away = ((0.0, way.minutes), (ends, inf))
    return outlook.with_desk(plan, Desk(("way", way.key), way.skills, away=away))


def _there(way: Way, seen: Scene) -> Effect | None:
    """What the office that lends would notice: whoever is most like the one who goes is missing."""
    if way.lender is None:
        return None
    plan = floor.plan_today(way.lender, floor.look(seen.at))
    if plan is None or not plan.room.desks:
        return None
    alike = max(
        plan.room.desks,
        key=lambda desk: len(desk.skills & way.skills) - len(desk.skills ^ way.skills),
    )
    runs = runs_for(_people(plan))
    without = outlook.without_desk(plan, alike.key)
    return compare(
        live(plan, seed=way.lender, runs=runs), live(without, seed=way.lender, runs=runs)
    )


def _people(plan: Plan) -> int:
    coming = 0.0
    if plan.tickets_until > 0:
        coming = sum(flow.a_minute * (flow.until - flow.since) for flow in plan.room.flows)
    return len(plan.room.people) + round(coming)


def _names(found: list[Way]) -> dict[str, Wording]:
    keys = {skill for way in found for skill in way.skills}
    return dict(Skill.objects.filter(key__in=keys).values_list("key", "name"))


def _spread(values: NDArray[np.float64]) -> Spread:
    low, high = np.quantile(values, (_TAIL, 1 - _TAIL))
    return Spread(float(values.mean()), float(low), float(high))
