"""Letters wait here until the change they speak of is certain, then leave exactly once.

They are put down as facts; their words are found when they leave (`core.writers`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import Model

from anlauf.core import journal
from anlauf.core.actors import SYSTEM
from anlauf.core.models import Letter
from anlauf.core.states import LetterState
from anlauf.core.writers import NotWritten, worded

BACK_OFF = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)


class NotDelivered(Exception):
    """The carrier did not take the letter; another try may succeed."""


class Carrier(Protocol):
    """Takes one letter out of the house, or raises NotDelivered."""

    def carry(self, letter: Letter) -> None:
        """Hand the letter over."""
        ...


@dataclass(frozen=True)
class Recipient:
    """Where a letter goes, in which language."""

    channel: Letter.Channel
    to: str
    language: str


def put(
    kind: str,
    recipient: Recipient,
    *,
    about: Model,
    facts: Mapping[str, object] | None = None,
    at: datetime,
) -> Letter:
    """Leave a letter in the present transaction, due at once."""
    letter = draft(kind, recipient, about=about, facts=facts, at=at)
    letter.save(force_insert=True)
    return letter


def draft(
    kind: str,
    recipient: Recipient,
    *,
    about: Model,
    facts: Mapping[str, object] | None = None,
    at: datetime,
) -> Letter:
    """A letter as `put` would leave it, for a command that writes all its rows at once."""
    return Letter(
        channel=recipient.channel,
        to=recipient.to,
        language=recipient.language,
        kind=kind,
        facts=dict(facts or {}),
        thing=about._meta.label_lower,
        thing_number=about.pk,
        written_at=at,
        due_at=at,
    )


def forget(things: Sequence[Model]) -> None:
    """Remove every letter about these things of one kind; what is not sent by now stays unsent."""
    if things:
        label = things[0]._meta.label_lower
        Letter.objects.filter(thing=label, thing_number__in=[one.pk for one in things]).delete()


def forget_kind(kind: str, thing: Model) -> None:
    """Remove the letters of one kind about this thing."""
    label = thing._meta.label_lower
    Letter.objects.filter(kind=kind, thing=label, thing_number=thing.pk).delete()


def deliver(carrier: Carrier, *, at: datetime, most: int = 50) -> int:
    """Send what is due, one letter a transaction, and tell how many left.

    A letter that another worker holds is passed over. The row stays locked while its carrier
    works, so a crash in between leaves it waiting: at least once, and the mail's own message
    number lets the mailbox drop the rare second copy.
    """
    left = 0
    for number in _due(at, most):
        left += _deliver_one(number, carrier, at=at)
    return left


def _due(at: datetime, most: int) -> Iterable[int]:
    waiting = Letter.objects.filter(state=LetterState.WAITING, due_at__lte=at)
    return list(waiting.order_by("due_at").values_list("pk", flat=True)[:most])


def _deliver_one(number: int, carrier: Carrier, *, at: datetime) -> bool:
    with transaction.atomic():
        letter = (
            Letter.objects.filter(pk=number, state=LetterState.WAITING)
            .select_for_update(skip_locked=True)
            .first()
        )
        if letter is None:
            return False
        letter.tries += 1
        try:
            carrier.carry(worded(letter))
        except (NotDelivered, NotWritten) as reason:
            _put_off(letter, str(reason), at=at)
            return False
        letter.state = LetterState.SENT
        letter.sent_at = at
        # What has left stays as it left, whatever its writer would say tomorrow.
        letter.save(update_fields=["state", "sent_at", "tries", "subject", "body", "calendar"])
        return True


def _put_off(letter: Letter, reason: str, *, at: datetime) -> None:
    letter.last_error = reason[:200]
    if letter.tries > len(BACK_OFF):
        letter.state = LetterState.FAILED
        journal.record("letter.given_up", letter, by=SYSTEM, at=at)
    else:
        letter.due_at = at + BACK_OFF[letter.tries - 1]
    letter.save(update_fields=["state", "due_at", "tries", "last_error"])
