"""Which other office could lend a clerk for the rest of the day, and what that would cost it."""

from dataclasses import dataclass

from anlauf.directory.distance import Point, kilometres
from anlauf.directory.models import Office, Place
from anlauf.engine import outlook
from anlauf.engine.load import Balance
from anlauf.engine.outlook import Plan
from anlauf.floor.outlooks import Idea, OfficeLoad, Subject
from anlauf.floor.queries.ideas import Scene, Tried, one_more
from anlauf.floor.queries.loads import loads
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.today_plan import plan_today
from anlauf.floor.values import Seat

_NEXT_DOOR = 5.0  # minutes
_TO_SET_OUT, _A_KILOMETRE, _SOMEWHERE = 15.0, 4.0, 45.0


@dataclass(frozen=True)
class Loan:
    """A clerk from elsewhere: the day here with them, the day there with and without them."""

    tried: Tried
    lender: int
    there: Plan
    there_without: Plan


def loan(seen: Scene) -> Loan | None:
    """The nearest office of the same kind that could lend somebody who helps here."""
    here = Office.objects.select_related("place", "area").get(pk=seen.office)
    could = [
        one
        for one in loads(at=seen.on_wall.at)
        if one.balance is Balance.COULD_LEND and one.area == here.area.key and one.office != here.pk
    ]
    places = Office.objects.select_related("place").in_bulk([one.office for one in could])
    away = {one.office: minutes_between(here.place, places[one.office].place) for one in could}
    for one in sorted(could, key=lambda one: (away[one.office], one.short)):
        seat = _most_useful(seen, one)
        plan = plan_today(one.office, seen.on_wall) if seat else None
        if seat is not None and plan is not None:
            return _loan(seen, one, seat, plan, away[one.office])
    return None


def _loan(seen: Scene, lender: OfficeLoad, seat: Seat, plan: Plan, minutes: float) -> Loan:
    subject = Subject(
        skills=seen.skills(seat.skills),
        office=lender.short,
        office_key=lender.key,
        at=seen.then(minutes),
    )
    return Loan(
        tried=Tried(Idea.LEND, subject, one_more(seen.plan, seat.skills, minutes)),
        lender=lender.office,
        there=plan,
        there_without=outlook.without_desk(plan, seat.desk),
    )


def _most_useful(seen: Scene, lender: OfficeLoad) -> Seat | None:
    """Of those who call there, whoever could serve most people here."""
    calling = [seat for seat in open_sessions(lender.office) if seat.calls]
    useful = [seat for seat in calling if seen.wanted(seat.skills)]
    return max(useful, key=lambda seat: (seen.wanted(seat.skills), -seat.desk), default=None)


def minutes_between(here: Place, there: Place) -> float:
    """The way from door to door, with the time it takes to set out."""
    if here.pk == there.pk:
        return _NEXT_DOOR
    points = [_point(place) for place in (here, there)]
    if points[0] is None or points[1] is None:
        return _SOMEWHERE
    return _TO_SET_OUT + _A_KILOMETRE * kilometres(points[0], points[1])


def _point(place: Place) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude)
