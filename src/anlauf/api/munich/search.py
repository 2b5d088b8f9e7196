"""What can be booked, and when."""

from datetime import date, datetime, timedelta

from django.http import HttpRequest

from anlauf.api.munich import asked, catalogue, doors, shapes
from anlauf.api.munich.calendar import Asked, calendar
from anlauf.booking.commands import rush
from anlauf.core.limits import SEARCHES

_LONGEST = timedelta(days=365)


@doors.answers("GET", SEARCHES)
def offices_and_services(request: HttpRequest, at: datetime) -> shapes.Catalogue:
    """All offices and services; the component also asks this to see whether anybody is there."""
    crowded = rush.is_crowded(doors.network(request), at=at)
    return catalogue.catalogue(crowded=crowded, at=at)


@doors.answers("GET", SEARCHES)
def available_calendar(request: HttpRequest, at: datetime) -> shapes.Calendar:
    """Dates and times."""
    return calendar(_asked(asked.address(request)), at=at)


def _asked(said: asked.Reader) -> Asked:
    offices = said.numbers("officeIds", "invalidOfficeId")
    lines = said.lines("serviceIds", "serviceCounts")
    first = said.day("startDate", "invalidStartDate")
    last = said.day("endDate", "invalidEndDate")
    slots_first = said.day_or("slotsStartDate", "invalidSlotsStartDate", first)
    slots_last = said.day_or("slotsEndDate", "invalidSlotsEndDate", last)
    said.settle()
    _check_order((first, last), (slots_first, slots_last), said)
    return Asked(offices, lines, first, last, slots_first, slots_last)


def _check_order(whole: tuple[date, date], slots: tuple[date, date], said: asked.Reader) -> None:
    first, last = whole
    if not first <= last <= _later(first):
        said.wrong.append("invalidEndDate")
    if slots[0] > slots[1]:
        said.wrong.append("slotsStartDateAfterEndDate")
    said.settle()


def _later(first: date) -> date:
    return first + min(_LONGEST, date.max - first)
