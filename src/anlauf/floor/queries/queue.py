"""Who waits, in the order in which the published rule calls them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from anlauf.directory.models import Desk
from anlauf.engine import dispatch
from anlauf.floor import snapshots
from anlauf.floor.models import DeskSession, Item, Period, Visit
from anlauf.floor.queries.seats import open_sessions
from anlauf.floor.queries.wall import today
from anlauf.floor.states import TicketState
from anlauf.floor.values import USUAL, FloorPolicy, Queued, Seat

_ATTENDED = Exists(DeskSession.objects.filter(desk=OuterRef("wanted_desk"), ended_at__isnull=True))
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


def callable_at(desk: Desk, skills: Collection[str], on: date) -> QuerySet[Visit]:
    """Visits this desk may call: its clerk has the skills, no other attended desk is wanted."""
    unbound = Q(wanted_desk__isnull=True) | Q(wanted_desk=desk.pk) | ~_ATTENDED
    waiting = in_state(desk.office_id, on, TicketState.WAITING)
    return waiting.filter(unbound, skills__contained_by=sorted(skills))


def in_order(rows: QuerySet[Visit], *, at: datetime, policy: FloorPolicy = USUAL) -> list[int]:
    """The numbers of these visits, first in line first."""
    waiting = [snapshots.waiting(row) for row in rows.values(*snapshots.RANKING)]
    return [int(str(one.key)) for one in dispatch.order(waiting, at, policy.dispatch)]


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
