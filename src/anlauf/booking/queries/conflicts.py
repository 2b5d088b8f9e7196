"""Who would find nobody there if an office's supply changed, and what each could be offered.

Nothing is written here: the same reckoning answers a preview and, behind the lock, the command.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlauf.booking import snapshots
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.queries.appointments import complete
from anlauf.booking.states import OCCUPYING, UNCONFIRMED, AppointmentState
from anlauf.booking.values import Supply
from anlauf.engine.capacity import Page, Settlement, settle
from anlauf.engine.grid import Span


@dataclass(frozen=True)
class Clash:
    """A page laid anew: who fits, who was expected and does not, and whom that need not trouble.

    `holds` are times somebody is just booking; `begun` have come already or are over.
    """

    settlement: Settlement
    expected: tuple[Appointment, ...] = ()
    holds: tuple[Appointment, ...] = ()
    begun: tuple[Appointment, ...] = ()

    @property
    def everybody(self) -> tuple[Appointment, ...]:
        """All who do not fit."""
        return (*self.expected, *self.holds, *self.begun)


@dataclass(frozen=True)
class DayChange:
    """One date whose supply would be another."""

    date: date
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    ticks_before: int
    ticks_after: int
    clash: Clash

    @property
    def conflicts(self) -> tuple[Appointment, ...]:
        """Whoever was promised a time and would find nobody there, by time."""
        return self.clash.expected


def changes_of_supply(
    office: int, supplies: Mapping[date, Supply], *, at: datetime
) -> list[DayChange]:
    """The dates on which the pages differ from these supplies, with everybody in conflict."""
    differing = _differing(office, supplies)
    promised = _promised([day for day in differing.values() if day])
    return [
        _day_change(day, on, supplies[on], promised.get(day.pk, []) if day else [], at=at)
        for on, day in sorted(differing.items())
    ]


def dates_to_write(office: int, supplies: Mapping[date, Supply]) -> list[date]:
    """The dates on which the pages differ from these supplies."""
    return sorted(_differing(office, supplies))


def offices_with_supply(since: date) -> set[int]:
    """The offices that have something on supply from this date on."""
    days = OfficeDay.objects.filter(date__gte=since).exclude(groups=[])
    return set(days.values_list("office", flat=True).distinct())


def is_published(day: OfficeDay | None, supply: Supply) -> bool:
    """Tell whether the page has this supply already, whatever is promised on it."""
    if day is None:
        return False
    columns = snapshots.octets(supply.groups)
    return (
        day.groups == columns["groups"]
        and bytes(day.supply) == columns["supply"]
        and bytes(day.desks) == supply.desks
        and day.spans == [[span.start, span.end] for span in supply.spans]
    )


def laid(supply: Supply, appointments: Iterable[Appointment], *, at: datetime) -> Clash:
    """The supply with these appointments laid onto it."""
    rows = list(appointments)
    settlement = settle(Page(supply.groups, supply.desks), snapshots.promises(rows))
    left_out = set(settlement.conflicts)
    return sorted_out(settlement, [row for row in rows if row.pk in left_out], at=at)


def sorted_out(settlement: Settlement, rows: Iterable[Appointment], *, at: datetime) -> Clash:
    """Those who do not fit, by what their conflict means."""
    ordered = sorted(rows, key=lambda row: (row.start, row.pk))
    holds = tuple(row for row in ordered if row.state in UNCONFIRMED)
    expected = tuple(row for row in ordered if _is_expected(row, at))
    others = {row.pk for row in (*holds, *expected)}
    begun = tuple(row for row in ordered if row.pk not in others)
    return Clash(settlement, expected, holds, begun)


def conflicts_named(numbers: Sequence[int]) -> list[Appointment]:
    """These appointments with everything people want to know about them, by time."""
    return list(complete().filter(pk__in=numbers).order_by("starts_at", "pk"))


def moved_here(numbers: Sequence[int]) -> list[Appointment]:
    """The appointments that took the place of these."""
    return list(complete().filter(moved_from__in=numbers))


def _differing(office: int, supplies: Mapping[date, Supply]) -> dict[date, OfficeDay | None]:
    pages = {day.date: day for day in OfficeDay.objects.filter(office=office, date__in=supplies)}
    return {
        on: pages.get(on)
        for on, supply in supplies.items()
        if (supply.spans or on in pages) and not is_published(pages.get(on), supply)
    }


def _is_expected(row: Appointment, at: datetime) -> bool:
    return row.state == AppointmentState.BOOKED and row.starts_at > at


def _promised(days: Sequence[OfficeDay]) -> dict[int, list[Appointment]]:
    found: dict[int, list[Appointment]] = {}
    rows = Appointment.objects.filter(day__in=days, state__in=sorted(OCCUPYING)).order_by("pk")
    for row in rows:
        found.setdefault(row.day_id, []).append(row)
    return found


def _day_change(
    day: OfficeDay | None,
    on: date,
    supply: Supply,
    appointments: Sequence[Appointment],
    *,
    at: datetime,
) -> DayChange:
    before = snapshots.page(day) if day else Page((), bytes(len(supply.desks)))
    return DayChange(
        date=on,
        before=tuple(Span(start, end) for start, end in day.spans) if day else (),
        after=supply.spans,
        ticks_before=_ticks(before),
        ticks_after=_ticks(Page(supply.groups, supply.desks)),
        clash=laid(supply, appointments, at=at),
    )


def _ticks(page: Page) -> int:
    return sum(sum(group.supply) for group in page.groups)
