"""Who is in the building, for those who receive people there."""

from datetime import datetime

from anlauf.floor import snapshots
from anlauf.floor.models import Visit
from anlauf.floor.queries.queue import tickets
from anlauf.floor.queries.visitor import UnknownVisit
from anlauf.floor.queries.wall import today
from anlauf.floor.values import Ticket


def ticket_of(office: int, visit: int) -> Ticket:
    """The ticket of this visit, if it is in this office."""
    for row in tickets(Visit.objects.filter(pk=visit, office=office)):
        return snapshots.ticket(row)
    raise UnknownVisit


def visit_by_ticket(office: int, number: int, *, at: datetime) -> Visit:
    """The visit of today with this number on its ticket, if it is in this office."""
    rows = Visit.objects.filter(office=office, date=today(at), number=number)
    visit = rows.select_related("appointment").first()
    if visit is None:
        raise UnknownVisit
    return visit
