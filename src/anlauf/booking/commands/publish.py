"""An office's supply is written down, and what was promised is laid onto it anew.

Whoever publishes without having decided anything is refused where somebody would find nobody
there. With decisions the same transaction writes the supply, and keeps, moves or calls off those
in conflict; a conflict nobody has decided about refuses everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries, snapshots
from anlauf.booking.commands import kept, mass, serving
from anlauf.booking.decisions import Choice, Decisions
from anlauf.booking.models import Appointment, OfficeDay, ThisTransaction
from anlauf.booking.queries import Clash
from anlauf.booking.states import OCCUPYING, AppointmentState
from anlauf.booking.values import Supply
from anlauf.core import carriers, journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked_in_order
from anlauf.core.refusal import Refused
from anlauf.engine.capacity import Page


class SupplyConflicts(Refused):
    """Somebody who was promised a time would find nobody there."""

    code = "supply_conflicts"
    sentence = _("These appointments do not fit the new supply: %(codes)s. Nothing was changed.")

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        super().__init__(codes=", ".join(codes))


@dataclass
class Published:
    """Which dates were written, and what became of whom, by the appointments' numbers."""

    written: list[date] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    holds_ended: list[int] = field(default_factory=list)
    placed_again: list[int] = field(default_factory=list)
    unreached: list[int] = field(default_factory=list)  # told by no letter: they left no address


@transaction.atomic
def publish_supply(office: int, on: date, supply: Supply, *, by: Actor, at: datetime) -> bool:
    """Rewrite a page under its lock; tell whether it changed, and refuse to break a promise.

    A date without hours and without a page gets none.
    """
    days = _lock(office, {on: supply}, ())
    clashes = _clashes(days.values(), {on: supply}, at=at)

    for day, clash in clashes.values():
        if clash.everybody:
            raise SupplyConflicts(_codes(clash.everybody))
        page = _rewrite(day, supply, clash, Published(), by=by, at=at)
        serving.serve(day, page, at=at)
    return bool(clashes)


@transaction.atomic
def publish_decided(
    office: int,
    supplies: Mapping[date, Supply],
    decisions: Decisions,
    *,
    by: Actor,
    at: datetime,
    also: Iterable[date] = (),
) -> Published:
    """Rewrite all these pages of an office and do what was decided, or change nothing.

    `also` are dates whose pages the caller changes later in the same transaction: locked only
    then, they would stand out of order.
    """
    targets = {(one.target.office, one.target.date) for one in decisions.values() if one.target}
    days = _lock(office, supplies, targets | {(office, on) for on in also})
    clashes = _clashes(_of_office(days, office, supplies), supplies, at=at)
    _refuse_undecided([clash for _day, clash in clashes.values()], decisions)

    done = Published()
    seats = {key: mass.Seat(day, snapshots.page(day)) for key, day in days.items()}
    for on, (day, clash) in clashes.items():
        page = _rewrite(day, supplies[on], clash, done, by=by, at=at)
        leaving = frozenset(row.pk for row in clash.everybody)
        seats[office, on] = mass.Seat(day, page, leaving)
    for _day, clash in clashes.values():
        _stay_or_go(clash, decisions, done, by=by, at=at)
    _move_all(clashes, decisions, seats, done, by=by, at=at)
    for on, (day, _clash) in clashes.items():
        serving.serve(day, seats[office, on].page, at=at)
    return done


def _lock(
    office: int, supplies: Mapping[date, Supply], others: Iterable[tuple[int, date]]
) -> dict[tuple[int, date], OfficeDay]:
    """Line up behind every page concerned, lowest number first; pages to come are begun."""
    known = set(
        OfficeDay.objects.filter(office=office, date__in=supplies).values_list("date", flat=True)
    )
    new = sorted(on for on, supply in supplies.items() if supply.spans and on not in known)
    OfficeDay.objects.bulk_create(
        (OfficeDay(office_id=office, date=on) for on in new), ignore_conflicts=True
    )
    wanted = Q(office=office, date__in=supplies)
    for other, on in others:
        wanted |= Q(office=other, date=on)
    days = locked_in_order(OfficeDay.objects.filter(wanted))
    return {(day.office_id, day.date): day for day in days}


def _of_office(
    days: Mapping[tuple[int, date], OfficeDay], office: int, supplies: Mapping[date, Supply]
) -> list[OfficeDay]:
    return [days[office, on] for on in supplies if (office, on) in days]


def _clashes(
    days: Iterable[OfficeDay], supplies: Mapping[date, Supply], *, at: datetime
) -> dict[date, tuple[OfficeDay, Clash]]:
    """The locked pages that get another supply, each with the promises laid onto it."""
    changed = [day for day in days if not queries.is_published(day, supplies[day.date])]
    promised: dict[int, list[Appointment]] = {day.pk: [] for day in changed}
    rows = Appointment.objects.filter(day__in=changed, state__in=sorted(OCCUPYING))
    for row in rows.order_by("pk"):
        promised[row.day_id].append(row)
    clashes = {
        day.date: (day, queries.laid(supplies[day.date], promised[day.pk], at=at))
        for day in changed
    }
    return _read_again(clashes, at=at)


def _read_again(
    clashes: dict[date, tuple[OfficeDay, Clash]], *, at: datetime
) -> dict[date, tuple[OfficeDay, Clash]]:
    """The same with everybody in conflict locked: they may have arrived or confirmed meanwhile."""
    numbers = [row.pk for _day, clash in clashes.values() for row in clash.everybody]
    if not numbers:
        return clashes
    fresh = {row.pk: row for row in locked_in_order(Appointment.objects.filter(pk__in=numbers))}
    found = {}
    for on, (day, clash) in clashes.items():
        rows = [fresh[row.pk] for row in clash.everybody]
        for row in rows:
            row.day = day
        found[on] = (day, queries.sorted_out(clash.settlement, rows, at=at))
    return found


def _refuse_undecided(clashes: Sequence[Clash], decisions: Decisions) -> None:
    undecided = [row for clash in clashes for row in clash.expected if row.pk not in decisions]
    if undecided:
        raise SupplyConflicts(_codes(undecided))


def _rewrite(
    day: OfficeDay, supply: Supply, clash: Clash, done: Published, *, by: Actor, at: datetime
) -> Page:
    """Write the supply and who fits it; whoever was kept on purpose may get a group again."""
    rows = list(day.appointments.filter(state__in=sorted(OCCUPYING), kept_ticks__gt=0))
    lanes = dict(clash.settlement.lanes)
    fitting = [row for row in rows if row.pk in lanes]
    before = {row.pk: row.lane for row in fitting}
    for row in fitting:
        row.lane = lanes[row.pk]
    beside = [row for row in rows if _stands_beside(row, at)]
    page, again = kept.places_again(clash.settlement.page, beside, fitting)

    _store(day, supply, page)
    changed = [row for row in (*fitting, *beside) if row.lane != before.get(row.pk)]
    Appointment.objects.bulk_update(changed, ["lane"])
    for row in beside:
        if row.pk in again:
            journal.record("booking.placed_again", row, by=by, at=at, office=day.office_id)
            done.placed_again.append(row.pk)
    journal.record(
        "booking.supply_published",
        day,
        by=by,
        at=at,
        office=day.office_id,
        facts=_facts(day, supply),
    )
    done.written.append(day.date)
    return page


def _stands_beside(row: Appointment, at: datetime) -> bool:
    return row.lane is None and row.state == AppointmentState.BOOKED and row.starts_at > at


def _stay_or_go(
    clash: Clash, decisions: Decisions, done: Published, *, by: Actor, at: datetime
) -> None:
    """Keep and call off as decided; holds end, and what has begun is simply finished."""
    for row in clash.begun:
        row.lane = None
        row.save(update_fields=["lane"])
    for row in clash.holds:
        mass.end_hold(row, by=by, at=at)
        done.holds_ended.append(row.pk)
    for row in clash.expected:
        choice = decisions[row.pk].choice
        if choice == Choice.KEEP:
            mass.keep(row, by=by, at=at)
            done.kept.append(row.pk)
        if choice == Choice.CANCEL:
            mass.cancel(row, by=by, at=at)
            done.cancelled.append(row.pk)
            done.unreached += _unreached(row)


def _move_all(
    clashes: Mapping[date, tuple[OfficeDay, Clash]],
    decisions: Decisions,
    seats: dict[tuple[int, date], mass.Seat],
    done: Published,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Move as decided; when a new time is gone, all that are gone are named and nothing holds."""
    gone: list[Appointment] = []
    for _day, clash in clashes.values():
        for row in clash.expected:
            target = decisions[row.pk].target
            if target is None:
                continue
            seat = seats.get((target.office, target.date))
            try:
                if seat is None:
                    raise mass.NewTimesTaken((row.code,))
                found = mass.place(row, target, seat, at=at)
            except mass.NewTimesTaken:
                gone.append(row)
                continue
            new = mass.move(row, found, by=by, at=at)
            seats[target.office, target.date] = mass.seat_after(seat, found, new)
            done.moved.append(row.pk)
            done.unreached += _unreached(row)
    if gone:
        raise mass.NewTimesTaken(_codes(gone))


def _unreached(row: Appointment) -> list[int]:
    by_phone = row.phone and carriers.sends_sms()
    return [] if row.email or by_phone else [row.pk]


def _store(day: OfficeDay, supply: Supply, page: Page) -> None:
    OfficeDay.objects.filter(pk=day.pk).update(
        **snapshots.octets(page.groups),
        desks=supply.desks,
        spans=[[span.start, span.end] for span in supply.spans],
        version=F("version") + 1,
        changed=ThisTransaction(),
    )


def _codes(appointments: Iterable[Appointment]) -> tuple[str, ...]:
    return tuple(sorted(row.code for row in appointments))


def _facts(day: OfficeDay, supply: Supply) -> dict[str, object]:
    ticks = sum(sum(group.supply) for group in supply.groups)
    return {"date": day.date.isoformat(), "ticks": ticks}
