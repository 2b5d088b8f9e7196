"""Which plans somebody may open: all of them, or those for offices that they plan themselves."""

from anlauf.core.refusal import Unknown
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Roster
from anlauf.web.common.requests import Request


def own_plan(request: Request, number: int) -> Roster:
    """The plan, where all its offices are theirs to plan; raises Unknown."""
    row = staffing.roster(number)
    if not _may(request, row):
        raise Unknown
    return row


def own_plans(request: Request) -> list[Roster]:
    """Every plan that somebody may open, the latest period first."""
    return [row for row in staffing.rosters() if _may(request, row)]


def _may(request: Request, row: Roster) -> bool:
    mine = request.access.offices(Right.PLAN)
    return mine is None or set(row.offices) <= mine
