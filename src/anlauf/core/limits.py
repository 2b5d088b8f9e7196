"""How often somebody may do something: counted in the database, so that all processes count as one.

Whoever it is, is known only by a digest. A count begins with the first time and ends when its
minutes are over; then it begins anew. The numbers below are the city's policy: a library or a whole
mobile network stands behind one address, so a network bears far more than a household needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from anlauf.core import networks
from anlauf.core.keys import blinded
from anlauf.core.models import Count
from anlauf.core.refusal import Refused

_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(days=1)

network = networks.network

_COUNT = """
    INSERT INTO core_count AS counted (subject, number, since)
    VALUES (%(subject)s, 1, %(at)s)
    ON CONFLICT (subject) DO UPDATE SET
        number = CASE WHEN counted.since <= %(cutoff)s THEN 1 ELSE counted.number + 1 END,
        since = CASE WHEN counted.since <= %(cutoff)s THEN %(at)s ELSE counted.since END
    RETURNING number, since
"""


@dataclass(frozen=True)
class Limit:
    """At most so many of a kind from one subject within a time."""

    kind: str
    most: int
    per: timedelta = _MINUTE


HOLDS = Limit("holds", 120)
SEARCHES = Limit("searches", 1200)
STEPS = Limit("steps", 600)
LOOKUPS = Limit("lookups", 60)
TICKETS = Limit("tickets", 30)
WISHES = Limit("wishes", 60, timedelta(hours=1))
MOVES = Limit("moves of an appointment", 6, timedelta(hours=1))
KNOWN_MAILBOXES = Limit("confirmations of a known mailbox", 3, timedelta(hours=1))
FORMS = Limit("forms", 120, timedelta(hours=1))
UPLOADS = Limit("files handed in", 300, timedelta(hours=1))
SUBMISSIONS = Limit("submissions of a program", 600, timedelta(hours=1))
LETTERS_OF_A_FORM = Limit("letters of a form", 3, timedelta(hours=1))
LETTERS_OF_A_HOLD = Limit("letters of a hold", 4, timedelta(hours=1))


class TooManyTries(Refused):
    """Somebody is quicker than any person, or guesses."""

    code = "too_many_tries"
    status = 429
    sentence = _("Too many tries. Please wait %(minutes)s minutes, then try again.")

    def __init__(self, wait: timedelta) -> None:
        seconds = max(1, round(wait.total_seconds()))
        self.headers = {"Retry-After": str(seconds)}
        super().__init__(minutes=-(-seconds // 60))


def check(limit: Limit, subject: str, *, at: datetime) -> None:
    """Count once more, or refuse when it is one too many."""
    number, since = _count(f"{limit.kind}:{subject}", limit.per, at=at)
    if number > limit.most:
        raise TooManyTries(since + limit.per - at)


def check_network(limit: Limit, origin: str, *, at: datetime) -> None:
    """Count for the network a request comes from; this machine itself is none."""
    found = network(origin)
    if found:
        check(limit, found, at=at)


def allow(subject: str, most: int, per: timedelta, *, at: datetime) -> bool:
    """Count once more, and tell whether that is still within the limit."""
    number, _since = _count(subject, per, at=at)
    return number <= most


def count(subject: str, per: timedelta, *, at: datetime) -> int:
    """Count once more, and tell how often it was within this time."""
    number, _since = _count(subject, per, at=at)
    return number


def counted(subjects: Mapping[str, str], per: timedelta, *, at: datetime) -> dict[str, int]:
    """How often each was counted within this time, without counting again; names of subjects."""
    names = {_digest(subject): name for name, subject in subjects.items()}
    rows = Count.objects.filter(subject__in=names, since__gt=at - per)
    return dict.fromkeys(subjects, 0) | {names[row.subject]: row.number for row in rows}


def forget(subject: str) -> None:
    """Let this subject begin anew."""
    Count.objects.filter(subject=_digest(subject)).delete()


def clear(*, at: datetime) -> int:
    """Remove counts whose time is over in any case; tell how many."""
    removed, _detail = Count.objects.filter(since__lt=at - _LONGEST).delete()
    return removed


def _count(subject: str, per: timedelta, *, at: datetime) -> tuple[int, datetime]:
    facts: dict[str, str | datetime] = {
        "subject": _digest(subject),
        "at": at,
        "cutoff": at - per,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, facts)
        number, since = cursor.fetchone()
    return number, since


def _digest(subject: str) -> str:
    return blinded("count", subject)
