"""Failed log-ins, counted for a few minutes: by login and origin together, and by each alone.

A guesser behind one address must not lock a colleague out, so a login alone bears more failures
than a login from one place.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection

from anlauf.core.keys import digest
from anlauf.people.models import FailedTry

WINDOW_MINUTES = 10
MOST_FROM_ONE_PLACE = 5
MOST_FOR_A_LOGIN = 50
MOST_FROM_AN_ORIGIN = 100

_COUNT = """
    INSERT INTO people_failedtry (subject, failures, since) VALUES (%(subject)s, 1, %(at)s)
    ON CONFLICT (subject) DO UPDATE SET
        failures = CASE WHEN people_failedtry.since < %(cutoff)s
                        THEN 1 ELSE people_failedtry.failures + 1 END,
        since = CASE WHEN people_failedtry.since < %(cutoff)s
                     THEN %(at)s ELSE people_failedtry.since END
"""


def may_try(login: str, origin: str, *, at: datetime) -> bool:
    """Tell whether another try is heard at all."""
    limits = dict(_subjects(login, origin))
    rows = FailedTry.objects.filter(subject__in=limits, since__gte=_cutoff(at))
    return all(row.failures < limits[row.subject] for row in rows)


def count(login: str, origin: str, *, at: datetime) -> None:
    """Count a failure; counts begin anew when their time is over."""
    with connection.cursor() as cursor:
        for subject, _limit in sorted(_subjects(login, origin)):
            cursor.execute(_COUNT, {"subject": subject, "at": at, "cutoff": _cutoff(at)})


def forget(login: str, origin: str) -> None:
    """Somebody remembered their password: their own failures no longer count."""
    FailedTry.objects.filter(subject=_together(login, origin)).delete()


def clear(*, at: datetime) -> int:
    """Remove counts whose time is over; tell how many."""
    removed, _detail = FailedTry.objects.filter(since__lt=_cutoff(at)).delete()
    return removed


def _cutoff(at: datetime) -> datetime:
    return at - timedelta(minutes=WINDOW_MINUTES)


def _subjects(login: str, origin: str) -> Iterator[tuple[str, int]]:
    yield _together(login, origin), MOST_FROM_ONE_PLACE
    yield digest(f"login:{login}"), MOST_FOR_A_LOGIN
    yield digest(f"origin:{origin}"), MOST_FROM_AN_ORIGIN


def _together(login: str, origin: str) -> str:
    return digest(f"both:{login}:{origin}")
