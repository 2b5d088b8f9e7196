"""Rosters and what is in them: for planners, for those who work, and for the search."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from anlauf.core.keys import digest
from anlauf.core.refusal import Unknown
from anlauf.engine.capacity import Clerk
from anlauf.engine.grid import Span
from anlauf.engine.roster.shift import Shift
from anlauf.staffing import snapshots
from anlauf.staffing.models import Duty, Roster, ShiftPattern
from anlauf.staffing.states import RosterState

Planned = tuple[Shift, frozenset[str]]
_MARK = 16  # letters


def rosters() -> list[Roster]:
    """All plans, the latest period first."""
    return list(Roster.objects.order_by("-first", "-pk").defer("needs", "plan"))


def roster(number: int) -> Roster:
    """One plan; raises Unknown."""
    row = Roster.objects.filter(pk=number).first()
    if row is None:
        raise Unknown
    return row


def mark_of(number: int) -> str:
    """A digest of all duties of a plan: another one when any of them is otherwise; "" of none."""
    rows = Duty.objects.filter(roster=number).order_by("employee", "date")
    known = rows.values_list("employee", "date", "office", "shift", "at_counter")
    duties = [f"{who} {on} {office} {shift} {all_day}" for who, on, office, shift, all_day in known]
    return digest("\n".join(duties))[:_MARK] if duties else ""


def shifts() -> list[ShiftPattern]:
    """The shifts by which the city works, earliest first."""
    return list(ShiftPattern.objects.filter(active=True).order_by("begin", "end", "pk"))


def waiting_rosters(silent_since: datetime) -> QuerySet[Roster]:
    """Rosters to be solved that nobody solves."""
    nobody = Q(beat_at__isnull=True) | Q(beat_at__lt=silent_since)
    return Roster.objects.filter(nobody, state=RosterState.SOLVING).order_by("pk")


def planned_offices(since: date) -> set[int]:
    """The offices that published rosters speak about on or after this date."""
    rows = Roster.objects.filter(state=RosterState.PUBLISHED).only("first", "days", "offices")
    return {
        office for row in rows if snapshots.dates_of(row)[-1] >= since for office in row.offices
    }


def meets(one: Roster, other: Roster) -> bool:
    """Tell whether two rosters speak about the same day of the same office."""
    together = set(one.offices) & set(other.offices)
    ends = [row.first + timedelta(days=row.days) for row in (one, other)]
    return bool(together) and one.first < ends[1] and other.first < ends[0]


def published_rosters(office: int, until: date) -> list[Roster]:
    """The rosters that hold at an office."""
    rows = Roster.objects.filter(
        state=RosterState.PUBLISHED, offices__contains=[office], first__lte=until
    )
    return list(rows.only("pk", "first", "days", "offices"))


def if_published(row: Roster) -> list[Roster]:
    """The rosters that would hold in the city if this one did."""
    others = Roster.objects.filter(state=RosterState.PUBLISHED).exclude(pk=row.pk)
    return [row, *(one for one in others if not meets(one, row))]


def if_taken_back(row: Roster) -> list[Roster]:
    """The rosters that would hold in the city if this one did no longer."""
    others = Roster.objects.filter(state=RosterState.PUBLISHED).exclude(pk=row.pk)
    return [*others, *row.replaces.filter(state=RosterState.SUPERSEDED)]


def rostered(
    office: int, since: date, until: date, holding: Sequence[Roster]
) -> dict[date, tuple[Planned, ...]]:
    """Who works by these rosters on each date: the shift and the skills.

    A date that one of them speaks about is there, even if nobody works on it.
    """
    found: dict[date, list[Planned]] = {
        on: []
        for row in holding
        if office in row.offices
        for on in snapshots.dates_of(row)
        if since <= on <= until
    }
    if not found:
        return {}
    rows = Duty.objects.filter(roster__in=holding, office=office, date__in=list(found))
    rows = rows.select_related("shift").prefetch_related("employee__knowledge__skill")
    for row in rows.order_by("pk"):
        skills = frozenset(
            one.skill.key for one in row.employee.knowledge.all() if not one.in_training
        )
        found[row.date].append((snapshots.duty_shift(row), skills))
    return {on: tuple(those) for on, those in found.items()}


def on_roster(those: Iterable[Planned], opening: tuple[Span, ...]) -> list[Clerk]:
    """Everybody who serves on a rostered date, while the office is open."""
    found = ((skills, shift.present(opening)) for shift, skills in those)
    return [Clerk(skills, presence) for skills, presence in found if presence and skills]
