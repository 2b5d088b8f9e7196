"""Hamburg's public holidays, by the rules of its law on holidays."""

from datetime import date, timedelta

REFORMATION_SINCE = 2017  # for the jubilee first, by the law since 2018


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by Gauss's rule with Lichtenberg's correction."""
    century, moon = year // 100, year % 19
    lunar = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    solar = 2 - (3 * century + 3) // 4
    full = (19 * moon + lunar) % 30
    correction = (full + moon // 11) // 29
    after_march = 21 + full - correction
    first_sunday = 7 - (year + year // 4 + solar) % 7
    return date(year, 3, 1) + timedelta(after_march + 7 - (after_march - first_sunday) % 7 - 1)


def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year in Hamburg, from 1991 on."""
    if year < 1991:
        raise ValueError(f"Holidays are known from 1991 on, not for {year}. Maybe a digit is off.")
    sunday = easter(year)
    moving = {sunday + timedelta(days) for days in (-2, 1, 39, 50)}
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))}
    if year >= REFORMATION_SINCE:
        fixed.add(date(year, 10, 31))
    if year < 1995:
        fixed.add(_repentance(year))
    return frozenset(moving | fixed)


def _repentance(year: int) -> date:
    """The Wednesday before the 23rd of November, a holiday until 1994."""
    day = date(year, 11, 22)
    return day - timedelta((day.weekday() - 2) % 7)
