"""The way from late times to the urgent lane."""

from datetime import date, timedelta

from anlauf.booking import queries as booking
from anlauf.web.citizen import addresses
from anlauf.web.citizen.looking import Looking
from anlauf.web.citizen.times import Times
from anlauf.web.citizen.visit import Visit

LATE = timedelta(days=7)


def way_to_urgent(visit: Visit, looking: Looking, found: Times, *, today: date) -> str:
    """The page that asks for a reason, where one could help; nothing while times are near."""
    if looking.then or not _late(found, today) or not booking.urgency_rules(visit.lines, today):
        return ""
    return addresses.of("urgent", visit.matter.service.key, looking.journey.on_day(""))


def _late(found: Times, today: date) -> bool:
    """Tell whether the first free time, in whatever order they stand, is far away."""
    days = [day.date for day in found.earliest]
    fits = [fit.date for fit in found.fits]
    offices = [each.date for each in found.offices if each.date is not None]
    dates = [*days, *fits, *offices]
    return not dates or min(dates) > today + LATE
