"""Remembers which way out is closed, so that nobody knocks at a closed door for every letter."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from anlauf.core import patience
from anlauf.core.models import Letter, Line

FAILURES_UNTIL_SHUT = 3


def shut(*, at: datetime) -> frozenset[str]:
    """The ways that are left alone for now."""
    closed = Line.objects.filter(shut_until__gt=at)
    return frozenset(closed.values_list("channel", flat=True))


def worked(channel: Letter.Channel, *, at: datetime) -> None:
    """A letter got through: all earlier failures are forgotten."""
    fresh = {"failures": 0, "shut_until": None, "worked_at": at}
    Line.objects.update_or_create(channel=channel, defaults=fresh)


@transaction.atomic
def failed(channel: Letter.Channel, reason: str, *, at: datetime) -> None:
    """The way was closed: after several failures in a row it is left alone, longer each time."""
    Line.objects.get_or_create(channel=channel)
    Line.objects.filter(channel=channel).update(
        failures=F("failures") + 1, failed_at=at, last_error=reason[:200]
    )
    line = Line.objects.get(channel=channel)
    beyond = line.failures - FAILURES_UNTIL_SHUT + 1
    if beyond > 0:
        line.shut_until = at + patience.LINES.pause(beyond, len(channel))
        line.save(update_fields=["shut_until"])


def reopen() -> None:
    """Let every way be tried at once."""
    Line.objects.update(shut_until=None)
