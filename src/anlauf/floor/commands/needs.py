"""What a visitor needs, noted by whoever receives them, and seen at the desk."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from anlauf.booking import queries as booking
from anlauf.booking.values import Line
from anlauf.core.actors import Actor
from anlauf.floor import queries
from anlauf.floor.commands.passage import expect, held, note
from anlauf.floor.models import Visit
from anlauf.floor.states import IN_THE_BUILDING


@transaction.atomic
def write_needs(visit: Visit, needs: Sequence[str], *, by: Actor, at: datetime) -> Visit:
    """Note what the visitor needs now; who needs more time is planned for longer.

    The words stay out of the journal, like those of a note.
    """
    visit = held(visit)
    expect(visit, *IN_THE_BUILDING)
    needs = sorted(set(needs))
    if needs == sorted(visit.access_needs):
        return visit

    lines = [Line(item.service_id, item.count) for item in visit.items.all()]
    ticks = booking.needed(lines, visit.office_id).ticks
    visit.access_needs = needs
    visit.minutes = queries.planned_minutes(ticks, needs, visit.office_id, visit.date)
    visit.save(update_fields=["access_needs", "minutes"])
    note("floor.needs_written", visit, by=by, at=at)
    return visit
