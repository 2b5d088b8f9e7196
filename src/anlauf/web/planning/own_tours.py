"""Which teams and tours somebody may plan, and whose day on the road they may look at."""

from datetime import date

from anlauf.core.refusal import Unknown
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Office, Team, Tour
from anlauf.web.common.requests import Request

LOOKS = (Right.PLAN, Right.RECEIVE, Right.SEE_OFFICE)


def own_team(request: Request, key: str) -> Team:
    """The team, where its home is theirs to plan; raises Unknown."""
    row = staffing.team(key)
    if not request.access.may(Right.PLAN, office=row.home_id):
        raise Unknown
    return row


def own_teams(request: Request) -> list[Team]:
    """Every team that somebody may plan."""
    return [row for row in staffing.teams() if request.access.may(Right.PLAN, office=row.home_id)]


def own_stops(request: Request, row: Tour | None) -> list[Office]:
    """The mobile offices somebody may send a team to, and those the tour goes to already."""
    there = {stop.office_id for stop in row.stops.all()} if row else set()
    return [
        office
        for office in staffing.mobile_offices()
        if office.pk in there or request.access.may(Right.PLAN, office=office.pk)
    ]


def seen_tour(request: Request, key: str, on: date) -> Tour:
    """A team's day for whoever works at one of its offices or plans it; raises Unknown."""
    row = staffing.tour_on(staffing.team(key), on)
    if not may_see(request, row):
        raise Unknown
    return row


def may_see(request: Request, row: Tour) -> bool:
    """Tell whether somebody has business with this tour."""
    offices = [row.team.home_id, *(stop.office_id for stop in row.stops.all())]
    return any(request.access.may(right, office=office) for office in offices for right in LOOKS)


def dated(text: str) -> date:
    """A date of an address; raises Unknown."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unknown from None
