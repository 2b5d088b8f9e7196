"""What people do about letters that did not leave: try again, or look into a doubt."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.commands import lines
from anlauf.core.locking import locked_in_order
from anlauf.core.models import Letter
from anlauf.core.numbers import letters_named
from anlauf.core.states import LetterState

STILL_WANTED = timedelta(days=7)
"""Letters older than this stay where they are: what they say is mostly over."""


@transaction.atomic
def retry(*, by: Actor, at: datetime) -> int:
    """Let everything that was put off or given up this week go at once, by lines just reopened."""
    lines.reopen()
    recent = Letter.objects.filter(written_at__gte=at - STILL_WANTED)
    put_off = recent.filter(state=LetterState.WAITING, due_at__gt=at)
    return _due_again("letter.retried", put_off | recent.filter(state=LetterState.FAILED), by, at)


@transaction.atomic
def send_doubtful_again(*, by: Actor, at: datetime) -> int:
    """Send once more what may have left or not, after somebody has looked."""
    doubtful = Letter.objects.filter(state=LetterState.DOUBT)
    return _due_again("letter.sent_again", doubtful, by, at)


@transaction.atomic
def has_left(log: str, *, by: Actor, at: datetime) -> int:
    """Take as sent every doubtful mail whose number the mail server has written in its log."""
    named = [letter.pk for letter in letters_named(log)]
    letters = locked_in_order(Letter.objects.filter(pk__in=named, state=LetterState.DOUBT))
    for letter in letters:
        letter.state, letter.sent_at, letter.last_error = LetterState.SENT, letter.handed_at, ""
        letter.save(update_fields=["state", "sent_at", "last_error"])
    journal.record_all("letter.found_sent", letters, by=by, at=at)
    return len(letters)


def _due_again(verb: str, rows: QuerySet[Letter], by: Actor, at: datetime) -> int:
    letters = locked_in_order(rows)
    numbers = [letter.pk for letter in letters]
    Letter.objects.filter(pk__in=numbers).update(state=LetterState.WAITING, due_at=at)
    journal.record_all(verb, letters, by=by, at=at)
    return len(letters)
