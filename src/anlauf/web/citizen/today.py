"""Which date it is in the city."""

from datetime import date, datetime

from anlauf.web.common import city


def today(at: datetime) -> date:
    """The date the city's calendars show."""
    return at.astimezone(city.home().zone).date()
