"""Working days and calendar months, as deadlines count them."""

import calendar
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """Which days are worked: Monday to Friday without the public holidays."""

    holidays: Collection[date] = field(default_factory=frozenset)

    def worked(self, day: date) -> bool:
        """Tell whether this is a working day."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def at_or_after(self, day: date) -> date:
        """The day itself if it is worked, else the next that is.

        A deadline that would end on a Saturday, Sunday or public holiday ends on the next working
        day (§ 31 paragraph 3 of the administrative procedure act, § 193 of the civil code).
        """
        while not self.worked(day):
            day += _DAY
        return day

    def later(self, day: date, number: int) -> date:
        """The working day that lies this many after the given one, which does not count itself.

        Raises `ValueError` for a negative number.
        """
        if number < 0:
            raise ValueError(f"{number} working days lie in the past. Maybe the sign is wrong.")
        for _ in range(number):
            day = self.at_or_after(day + _DAY)
        return day

    def between(self, since: date, until: date) -> int:
        """How many working days come after `since`, up to and with `until`; 0 if it is earlier."""
        number = 0
        while since < until:
            since += _DAY
            number += self.worked(since)
        return number


def months_later(day: date, number: int) -> date:
    """The same day of a later month, or its last day if it has no such day.

    § 188 paragraphs 2 and 3 of the civil code: a period of months ends on the day whose number
    is that of the day it began on.
    """
    months = day.year * 12 + day.month - 1 + number
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
