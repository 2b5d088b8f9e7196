"""Who is away and who asks to be; what somebody wishes for days to come."""

from datetime import date

from anlauf.core.refusal import Unknown
from anlauf.staffing.models import Absence, DayWish, Employee, LeaveRequest, Roster
from anlauf.staffing.states import LeaveState, RosterState


def absences_at(office: int, since: date) -> list[Absence]:
    """The absences of an office's people that are not over, by their first day."""
    rows = Absence.objects.filter(employee__home=office, last__gte=since)
    return list(rows.select_related("employee").order_by("first", "employee__number"))


def absences_of(person: Employee, since: date) -> list[Absence]:
    """When somebody is away, from a date on."""
    return list(person.absences.filter(last__gte=since).order_by("first"))


def absence_numbered(number: int, office: int) -> Absence:
    """An absence of somebody who belongs to this office; raises Unknown."""
    rows = Absence.objects.filter(pk=number, employee__home=office)
    found = rows.select_related("employee").first()
    if found is None:
        raise Unknown
    return found


def requests_at(office: int) -> list[LeaveRequest]:
    """What people of an office ask for and wait to be answered, the oldest first."""
    rows = LeaveRequest.objects.filter(employee__home=office, state=LeaveState.ASKED)
    return list(rows.select_related("employee").order_by("asked_at", "pk"))


def requests_of(person: Employee, since: date) -> list[LeaveRequest]:
    """What somebody has asked for, for days that are not over."""
    return list(person.leave_requests.filter(last__gte=since).order_by("first", "pk"))


def request_at(number: int, office: int) -> LeaveRequest:
    """A request of somebody who belongs to this office; raises Unknown."""
    found = LeaveRequest.objects.filter(pk=number, employee__home=office).first()
    if found is None:
        raise Unknown
    return found


def together_away(office: int, first: date, last: date) -> list[Absence]:
    """Who of an office is away on some of these days: what to know before leave is granted."""
    rows = Absence.objects.filter(employee__home=office, first__lte=last, last__gte=first)
    return list(rows.select_related("employee").order_by("first", "employee__number"))


def wishes_of(person: Employee, first: date, last: date) -> dict[date, str]:
    """What somebody wishes, by date."""
    rows = DayWish.objects.filter(employee=person, date__gte=first, date__lte=last)
    return dict(rows.values_list("date", "hope"))


def planned_on(person: Employee, on: date) -> bool:
    """Tell whether a published roster says already what somebody works on a date."""
    rows = Roster.objects.filter(
        state=RosterState.PUBLISHED, offices__contains=[person.home_id], first__lte=on
    )
    return any(row.first <= on <= row.last for row in rows.only("first", "days"))
