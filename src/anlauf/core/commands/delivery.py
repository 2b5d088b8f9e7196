"""Takes letters from the outbox to a carrier: claim, hand over, mark, each its own transaction.

The row says how far a letter got, so that a worker that dies leaves no riddle but one: a mail that
was being handed over. That one is looked into, never sent again by itself (docs/adr/0100).
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from anlauf.core import journal, patience
from anlauf.core.actors import SYSTEM
from anlauf.core.commands import lines
from anlauf.core.handover import Carrier, InDoubt, NoLine, NotDelivered, Rejected
from anlauf.core.models import Letter
from anlauf.core.states import LetterState
from anlauf.core.writers import NotWritten, worded

LEASE = timedelta(minutes=10)
"""After this long in hand a letter's worker is gone; every wait for a server is much shorter."""

BATCH = 20
"""So few that a batch ends long before its lease does, however slow the servers are."""


def deliver(carrier: Carrier, *, at: datetime, most: int = BATCH) -> int:
    """Send what is due by this carrier's ways, and tell how many left."""
    recover(carrier, at=at)
    left = 0
    for number, channel in _due(carrier, at, most):
        if channel not in lines.shut(at=at):
            left += _deliver_one(number, carrier, at=at)
    return left


def recover(carrier: Carrier, *, at: datetime) -> None:
    """Take back what a worker that is gone still holds."""
    held = Letter.objects.filter(
        state=LetterState.SENDING, claimed_at__lte=at - LEASE, channel__in=carrier.channels
    )
    held.filter(handed_at__isnull=True).update(state=LetterState.WAITING)
    for letter in held.filter(handed_at__isnull=False):
        _in_doubt(letter, carrier, "The worker ended while it handed the letter over.", at=at)


def _due(carrier: Carrier, at: datetime, most: int) -> list[tuple[int, str]]:
    waiting = Letter.objects.filter(
        state=LetterState.WAITING, due_at__lte=at, channel__in=carrier.channels
    )
    waiting = waiting.exclude(channel__in=lines.shut(at=at))
    return list(waiting.order_by("due_at").values_list("pk", "channel")[:most])


def _deliver_one(number: int, carrier: Carrier, *, at: datetime) -> bool:
    letter = _claimed(number, at=at)
    if letter is None:
        return False
    try:
        with carrier.opened(worded(letter)) as hand_over:
            if not _begins(letter, at=at):
                return False
            hand_over()
    except Rejected as reason:
        _give_up("letter.rejected", letter, str(reason), at=at)
    except (NotDelivered, NotWritten) as reason:
        _not_delivered(letter, reason, at=at)
    except InDoubt as reason:
        _in_doubt(letter, carrier, str(reason), at=at)
    else:
        _sent(letter, at=at)
        return True
    return False


def _claimed(number: int, *, at: datetime) -> Letter | None:
    """The letter, in hand of this worker alone; None when another was quicker."""
    mine = Letter.objects.filter(pk=number, state=LetterState.WAITING).update(
        state=LetterState.SENDING, claimed_at=at, handed_at=None, tries=F("tries") + 1
    )
    return Letter.objects.filter(pk=number).first() if mine else None


def _begins(letter: Letter, *, at: datetime) -> bool:
    """Mark that the letter may have left from now on, unless its claim has been taken over."""
    return bool(_change(letter, handed_at=at))


def _sent(letter: Letter, *, at: datetime) -> None:
    # What has left stays as it left, whatever its writer would say tomorrow.
    words = {"subject": letter.subject, "body": letter.body, "calendar": letter.calendar}
    _change(letter, state=LetterState.SENT, sent_at=at, last_error="", **words)
    lines.worked(Letter.Channel(letter.channel), at=at)


def _not_delivered(letter: Letter, reason: NotDelivered | NotWritten, *, at: datetime) -> None:
    if isinstance(reason, NoLine):
        lines.failed(Letter.Channel(letter.channel), str(reason), at=at)
    _put_off(letter, str(reason), at=at)


def _put_off(letter: Letter, reason: str, *, at: datetime) -> None:
    if patience.ends(letter.tries, at - letter.written_at):
        _give_up("letter.given_up", letter, reason, at=at)
        return
    due = at + patience.LETTERS.pause(letter.tries, letter.pk)
    _change(letter, state=LetterState.WAITING, due_at=due, last_error=reason[:200])


def _in_doubt(letter: Letter, carrier: Carrier, reason: str, *, at: datetime) -> None:
    """Repeat where a repeat is known as one; elsewhere leave it to be looked into."""
    if carrier.recognises_repeats:
        _put_off(letter, reason, at=at)
    else:
        _stop("letter.in_doubt", letter, LetterState.DOUBT, reason, at=at)


def _give_up(verb: str, letter: Letter, reason: str, *, at: datetime) -> None:
    _stop(verb, letter, LetterState.FAILED, reason, at=at)


@transaction.atomic
def _stop(verb: str, letter: Letter, state: LetterState, reason: str, *, at: datetime) -> None:
    if _change(letter, state=state, last_error=reason[:200]):
        facts = {"kind": letter.kind, "channel": letter.channel, "tries": letter.tries}
        journal.record(verb, letter, by=SYSTEM, at=at, facts=facts)


def _change(letter: Letter, **columns: object) -> int:
    """Write to the letter while this try still holds it; a forgotten one stays forgotten."""
    mine = Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING, tries=letter.tries)
    return mine.update(**columns)
