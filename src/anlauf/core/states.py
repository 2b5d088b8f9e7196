"""What may happen to a letter."""

from django.db.models import TextChoices

from anlauf.engine.lifecycle import Lifecycle


class LetterState(TextChoices):
    """Where a letter is on its way out."""

    WAITING = "waiting"
    SENDING = "sending"  # a worker has it in hand
    SENT = "sent"
    DOUBT = "doubt"  # broken off while it was handed over: it may have left, or not
    FAILED = "failed"


LETTER = Lifecycle(
    start=LetterState.WAITING,
    moves={
        LetterState.WAITING: frozenset({LetterState.SENDING}),
        LetterState.SENDING: frozenset(
            {LetterState.SENT, LetterState.WAITING, LetterState.DOUBT, LetterState.FAILED}
        ),
        LetterState.SENT: frozenset(),
        LetterState.DOUBT: frozenset({LetterState.SENT, LetterState.WAITING}),  # looked into
        LetterState.FAILED: frozenset({LetterState.WAITING}),  # tried again on purpose
    },
)
