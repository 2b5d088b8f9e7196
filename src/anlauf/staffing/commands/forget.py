"""What is known about people leaves when nobody needs it any more; counts of duties stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.staffing import queries
from anlauf.staffing.models import Absence, DayWish, Employee, LeaveRequest, SwapOffer
from anlauf.staffing.queries.swaps import RUNNING

LEFT = timedelta(days=183)
"""So long after the last day somebody is known by name: rosters of the season name them."""
ABSENCES = timedelta(days=365)
"""So long an absence is known, for the fair shares of a year."""
SWAPS = timedelta(days=183)
WISHES = timedelta(days=92)


@transaction.atomic
def forget(number: str, *, by: Actor, at: datetime) -> None:
    """Erase who somebody was: name, log-in, absences, wishes; their duties stay as counts."""
    row = locked(Employee.objects.filter(number=number))
    row.name, row.person, row.feed = row.number, None, None
    row.left_on = row.left_on or queries.today(at)
    row.languages, row.home_office = [], False
    row.save(update_fields=["name", "person", "feed", "left_on", "languages", "home_office"])
    for rows in (row.absences, row.leave_requests, row.day_wishes, row.changes):
        rows.all().delete()
    SwapOffer.objects.filter(Q(by=row) | Q(taken_by=row)).delete()
    journal.record("staffing.forgotten", row, by=by, at=at)


def forget_due(*, by: Actor, at: datetime) -> int:
    """Erase whoever left long ago and what is old of everybody; tell how many people."""
    today = queries.today(at)
    gone = Employee.objects.filter(left_on__lt=today - LEFT).exclude(name=F("number"))
    numbers = list(gone.order_by("pk").values_list("number", flat=True))
    for number in numbers:
        forget(number, by=by, at=at)
    _drop_old(at=at)
    return len(numbers)


@transaction.atomic
def _drop_old(*, at: datetime) -> None:
    today = queries.today(at)
    LeaveRequest.objects.filter(last__lt=today - ABSENCES).delete()
    Absence.objects.filter(last__lt=today - ABSENCES).delete()
    DayWish.objects.filter(date__lt=today - WISHES).delete()
    over = SwapOffer.objects.filter(ends_at__lt=at - SWAPS)
    over.exclude(state__in=RUNNING).delete()
