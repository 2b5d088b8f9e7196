"""Who waits in a building and has asked for messages, and where these go."""

from datetime import datetime

from anlauf.engine.joining import is_near
from anlauf.floor.models import Joining, Reach, Visit
from anlauf.floor.queries.joining import places_in_line
from anlauf.floor.queries.wall import today
from anlauf.floor.states import TicketState

_SHOWN = 3  # digits of a number that its owner recognises


def told_to(visit: Visit) -> str:
    """Where messages about this visit go, so that only its owner recognises it; else nothing."""
    if not (visit.wants_word or visit.from_afar):
        return ""
    rows = (model.objects.filter(visit=visit).first() for model in (Reach, Joining))
    row = next((row for row in rows if row and (row.email or row.phone)), None)
    if row is None:
        return ""
    if row.phone:
        return f"… {row.phone[-_SHOWN:]}"
    name, _at, house = row.email.rpartition("@")
    return f"{name[:1]}…@{house}"


def nearly_next(*, at: datetime) -> list[Visit]:
    """Who has at most two ahead of them and has not been told, the longest here first."""
    rows = Visit.objects.filter(
        date=today(at),
        state=TicketState.WAITING,
        wants_word=True,
        reach__third_told_at=None,
    )
    found = list(rows.order_by("arrived_at", "pk"))
    lines = {office: places_in_line(office, at=at) for office in {row.office_id for row in found}}
    return [row for row in found if is_near(lines[row.office_id].get(row.pk, len(found)))]
