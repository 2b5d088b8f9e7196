"""Days on which somebody is away: written down, taken back, asked for, granted or not.

Published duties on these days fall out and are kept beside the absence, so that taking it back
gives them back. Of illness nothing is kept but that somebody is not there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked, locked_in_order
from anlauf.core.refusal import Invalid, Refused
from anlauf.staffing import queries
from anlauf.staffing.commands.publish import Published, publish
from anlauf.staffing.models import Absence, Duty, Employee, LeaveRequest, Roster, ShiftPattern
from anlauf.staffing.states import LEAVE, AbsenceKind, LeaveState, RosterState

Touched = set[tuple[int, date]]
LONGEST = timedelta(days=3 * 366)  # parental leave is the longest that there is


class WrongDays(Invalid):
    """Days that make no absence."""

    code = "wrong_days"
    sentence = _("Please give a last day that is not before the first, at most three years later.")


class AwayAlready(Refused):
    """Two absences of one person would speak about the same day."""

    code = "away_already"
    sentence = _("%(name)s is away on some of these days already. Please choose other days.")


class TooLate(Refused):
    """A request about days that have begun."""

    code = "too_late"
    sentence = _("These days have begun. Please speak with whoever leads your team.")


class DecidedAlready(Refused):
    """A request that waits for nothing any more."""

    code = "decided_already"
    sentence = _("This request is “%(state)s” already. Please look at the list again.")

    def __init__(self, row: LeaveRequest) -> None:
        super().__init__(state=str(LeaveState(row.state).label))


class NothingToTakeBack(Refused):
    """An absence that is not there any more."""

    code = "nothing_to_take_back"
    sentence = _("This absence is not there any more. Please look at the list again.")


@dataclass(frozen=True)
class Away:
    """Somebody is not there from a day to a day."""

    number: str
    first: date
    last: date
    kind: AbsenceKind


def record_absence(away: Away, *, by: Actor, at: datetime) -> list[Published]:
    """Write an absence down; what can be booked follows where duties fall out."""
    touched = _recorded(away, by=by, at=at)[1]
    return republish(touched, by=by, at=at)


def take_back_absence(number: int, *, by: Actor, at: datetime) -> list[Published]:
    """Let somebody be there after all, with the duties they had, as far as these still fit."""
    return republish(_taken_back(number, by=by, at=at), by=by, at=at)


@transaction.atomic
def ask_for_leave(away: Away, *, by: Actor, at: datetime) -> LeaveRequest:
    """Somebody asks for days; nothing changes before it is granted."""
    person = locked(Employee.objects.filter(number=away.number))
    _refuse_wrong(away, person)
    if away.first <= queries.today(at):
        raise TooLate
    row = LeaveRequest.objects.create(
        employee=person, first=away.first, last=away.last, kind=away.kind, asked_at=at
    )
    journal.record("staffing.leave_asked_for", row, by=by, at=at, office=person.home_id)
    return row


def grant_leave(number: int, *, by: Actor, at: datetime) -> list[Published]:
    """Say yes: the days become an absence."""
    return republish(_granted(number, by=by, at=at), by=by, at=at)


@transaction.atomic
def refuse_leave(number: int, *, by: Actor, at: datetime) -> LeaveRequest:
    """Say no."""
    row = locked(LeaveRequest.objects.filter(pk=number))
    _decide(row, LeaveState.REFUSED, at=at)
    journal.record("staffing.leave_refused", row, by=by, at=at, office=row.employee.home_id)
    return row


def withdraw_leave(number: int, person: str, *, by: Actor, at: datetime) -> list[Published]:
    """Somebody does not want the days any more; granted ones are given back while they are far."""
    return republish(_withdrawn(number, person, by=by, at=at), by=by, at=at)


def republish(touched: Touched, *, by: Actor, at: datetime) -> list[Published]:
    """Write what can be booked on these days; the past stays as it was."""
    today = queries.today(at)
    return [publish(office, on, on, by=by, at=at) for office, on in sorted(touched) if on >= today]


def fall_out(person: Employee, first: date, last: date) -> list[Duty]:
    """The published duties of somebody in a time, by date; the caller holds the rosters."""
    published = Duty.objects.filter(roster__state=RosterState.PUBLISHED, employee=person)
    within = published.filter(date__gte=first, date__lte=last)
    return list(within.select_related("shift", "roster").order_by("date"))


def written(duties: Iterable[Duty]) -> list[dict[str, object]]:
    """Duties that fall out, as an absence keeps them."""
    return [
        {
            "roster": one.roster_id,
            "date": one.date.isoformat(),
            "office": one.office_id,
            "shift": one.shift.key,
        }
        for one in duties
    ]


def hold_published(first: date, last: date) -> None:
    """Line up behind every published roster of a time, so that its duties stand still."""
    rows = Roster.objects.filter(state=RosterState.PUBLISHED, first__lte=last)
    locked_in_order(rows.filter(first__gte=first - timedelta(days=7 * 8)))


@transaction.atomic
def _recorded(away: Away, *, by: Actor, at: datetime) -> tuple[Absence, Touched]:
    hold_published(away.first, away.last)
    person = locked(Employee.objects.filter(number=away.number))
    _refuse_wrong(away, person)

    lost = fall_out(person, away.first, away.last)
    row = Absence.objects.create(
        employee=person, first=away.first, last=away.last, kind=away.kind, lost=written(lost)
    )
    Duty.objects.filter(pk__in=[one.pk for one in lost]).delete()
    facts: dict[str, object] = {"days": (away.last - away.first).days + 1, "duties": len(lost)}
    journal.record(
        "staffing.absence_recorded", person, by=by, at=at, office=person.home_id, facts=facts
    )
    return row, {(one.office_id, one.date) for one in lost}


@transaction.atomic
def _taken_back(number: int, *, by: Actor, at: datetime) -> Touched:
    known = Absence.objects.filter(pk=number).first()
    if known is None:
        raise NothingToTakeBack
    hold_published(known.first, known.last)
    rows = locked_in_order(Absence.objects.filter(pk=number))
    if not rows:
        raise NothingToTakeBack

    (row,) = rows
    person = row.employee
    LeaveRequest.objects.filter(absence=row).update(state=LeaveState.WITHDRAWN, decided_at=at)
    row.delete()
    again = [one for kept in row.lost if (one := given_back(person, kept, queries.today(at)))]
    facts: dict[str, object] = {"duties": len(again)}
    journal.record(
        "staffing.absence_taken_back", person, by=by, at=at, office=person.home_id, facts=facts
    )
    return {(one.office_id, one.date) for one in again}


def given_back(person: Employee, kept: dict[str, str], today: date) -> Duty | None:
    """The duty again, unless its day is over, its roster replaced, or a rule in the way by now."""
    on = date.fromisoformat(kept["date"])
    roster = Roster.objects.filter(pk=kept["roster"], state=RosterState.PUBLISHED).first()
    if roster is None or on < today or roster.duties.filter(employee=person, date=on).exists():
        return None
    before = set(queries.broken_by_one(roster, person))
    shift = ShiftPattern.objects.get(key=kept["shift"])
    duty = Duty.objects.create(
        roster=roster, employee=person, date=on, office_id=int(kept["office"]), shift=shift
    )
    if set(queries.broken_by_one(roster, person)) - before:
        duty.delete()
        return None
    return duty


@transaction.atomic
def _granted(number: int, *, by: Actor, at: datetime) -> Touched:
    known = LeaveRequest.objects.select_related("employee").get(pk=number)
    hold_published(known.first, known.last)
    row = locked(LeaveRequest.objects.filter(pk=number))
    away = Away(known.employee.number, row.first, row.last, AbsenceKind(row.kind))
    _decide(row, LeaveState.GRANTED, at=at)
    absence, touched = _recorded(away, by=by, at=at)
    row.absence = absence
    row.save(update_fields=["absence"])
    journal.record("staffing.leave_granted", row, by=by, at=at, office=row.employee.home_id)
    return touched


@transaction.atomic
def _withdrawn(number: int, person: str, *, by: Actor, at: datetime) -> Touched:
    row = LeaveRequest.objects.get(pk=number, employee__number=person)
    if row.state == LeaveState.GRANTED and row.first <= queries.today(at):
        raise TooLate
    if row.state == LeaveState.GRANTED and row.absence_id is not None:
        touched = _taken_back(row.absence_id, by=by, at=at)
    else:
        row = locked(LeaveRequest.objects.filter(pk=number))
        _decide(row, LeaveState.WITHDRAWN, at=at)
        touched = set()
    journal.record("staffing.leave_withdrawn", row, by=by, at=at, office=row.employee.home_id)
    return touched


def _decide(row: LeaveRequest, then: LeaveState, *, at: datetime) -> None:
    if row.state != LeaveState.ASKED:
        raise DecidedAlready(row)
    LEAVE.check(LeaveState(row.state), then)
    row.state, row.decided_at = then, at
    row.save(update_fields=["state", "decided_at"])


def _refuse_wrong(away: Away, person: Employee) -> None:
    if away.last < away.first or away.last - away.first > LONGEST:
        raise WrongDays
    there = Absence.objects.filter(employee=person, first__lte=away.last, last__gte=away.first)
    if there.exists():
        raise AwayAlready(name=person.name)
