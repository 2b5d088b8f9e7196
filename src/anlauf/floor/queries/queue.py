"""Who waits, in the order in which the published rule calls them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from anlauf.directory.models import Desk
from anlauf.engine import dispatch
from anlauf.floor import snapshots
from anlauf.floor.models import DeskSession, Item, Period, Visit
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.wall import today
from anlauf.floor.states import TicketState
from anlauf.floor.values import USUAL, FloorPolicy, Queued, Seat

_MINUTE = timedelta(minutes=1)


def queue(office: int, *, at: datetime, policy: FloorPolicy = USUAL) -> tuple[Queued, ...]:
    """Everybody who waits here, first in line first; `servable` if anybody logged on can help."""
    rows = tickets(in_state(office, today(at), TicketState.WAITING))
    return in_line(rows, open_sessions(office), at=at, policy=policy)


def in_line(
    rows: Iterable[Visit], seats: Iterable[Seat], *, at: datetime, policy: FloorPolicy = USUAL
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


def next_for(
    desk: Desk, skills: frozenset[str], *, at: datetime, policy: FloorPolicy = USUAL
) -> list[int]:
    """Visits that a clerk with these skills may call to this desk, first in line first.

    Whoever wants another desk is left to it, as long as somebody sits there.
    """
    rows = in_state(desk.office_id, today(at), TicketState.WAITING)
    able = rows.filter(skills__contained_by=sorted(skills))
    columns = able.values_list("pk", "number", "arrived_at", "due_at", "wanted_desk")
    waiting = list(columns)
    elsewhere = {wanted for *_, wanted in waiting} - {None, desk.pk}
    attended = _attended(elsewhere) if elsewhere else set()
    line = [
        dispatch.Waiting(pk, skills, arrived, due, number)
        for pk, number, arrived, due, wanted in waiting
        if wanted not in attended
    ]
    return [int(str(one.key)) for one in dispatch.order(line, at, policy.dispatch)]


def in_state(office: int, on: date, *states: TicketState) -> QuerySet[Visit]:
    """Visits of one office and date in these states."""
    return Visit.objects.filter(office=office, date=on, state__in=states)


def tickets(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """The same rows with all that `snapshots.ticket` reads, in two statements."""
    reasons = Period.objects.filter(visit=OuterRef("pk"), ended_at__isnull=True)
    items = Prefetch("items", Item.objects.select_related("service").order_by("pk"))
    return (
        rows.select_related("appointment", "desk", "wanted_desk")
        .annotate(park_reason=Subquery(reasons.values("reason")[:1]))
        .prefetch_related(items)
    )


def _attended(desks: Collection[int | None]) -> set[int | None]:
    """Those of the desks at which somebody is logged on."""
    seated = DeskSession.objects.filter(desk__in=desks, ended_at__isnull=True)
    return set(seated.values_list("desk", flat=True))
