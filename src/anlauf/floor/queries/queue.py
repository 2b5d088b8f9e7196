"""Who waits, in the order in which the published rule calls them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery

from anlauf.engine import dispatch
from anlauf.floor import snapshots
from anlauf.floor.models import Item, Period, Visit
from anlauf.floor.queries.rules import policy_of
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.wall import today
from anlauf.floor.states import TicketState
from anlauf.floor.values import FloorPolicy, Queued, Seat

_MINUTE = timedelta(minutes=1)


def queue(office: int, *, at: datetime, policy: FloorPolicy | None = None) -> tuple[Queued, ...]:
    """Everybody who waits here, first in line first; `servable` if anybody logged on can help."""
    on = today(at)
    rows = tickets(in_state(office, on, TicketState.WAITING))
    rule = policy or policy_of(office, on)
    return in_line(rows, open_sessions(office), at=at, policy=rule)


def in_line(
    rows: Iterable[Visit], seats: Iterable[Seat], *, at: datetime, policy: FloorPolicy
) -> tuple[Queued, ...]:
    """These waiting visits in dispatch order; `servable` if one of the seats has the skills."""
    by_key = {row.pk: row for row in rows}
    ordered = dispatch.order(map(snapshots.standing, by_key.values()), at, policy.dispatch)
    able = [seat.skills for seat in seats]
    return tuple(
        Queued(
            ticket=snapshots.ticket(by_key[int(str(one.key))]),
            reason=dispatch.reason(one, at, policy.dispatch),
            waited_minutes=waited_minutes(one, at),
            servable=any(one.skills <= skills for skills in able),
        )
        for one in ordered
    )


def waited_minutes(one: dispatch.Waiting, at: datetime) -> int:
    """Minutes since arrival or, for an appointment, since its time if that came later."""
    since = one.arrived if one.due is None else max(one.arrived, one.due)
    return max(0, (at - since) // _MINUTE)


def in_state(office: int, on: date, *states: TicketState) -> QuerySet[Visit]:
    """Visits of one office and date in these states."""
    return Visit.objects.filter(office=office, date=on, state__in=states)


def tickets(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """The same rows with all that `snapshots.ticket` reads, in two statements."""
    present = Period.objects.filter(visit=OuterRef("pk"), ended_at__isnull=True)
    items = Prefetch("items", Item.objects.select_related("service").order_by("pk"))
    return (
        rows.select_related("appointment", "desk", "wanted_desk")
        .annotate(
            park_reason=Subquery(present.values("reason")[:1]),
            note_text=F("note__text"),
            working_on=Subquery(present.values("item")[:1]),
        )
        .prefetch_related(items)
    )
