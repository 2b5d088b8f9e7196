"""What may happen to a letter."""

from django.db.models import TextChoices

from anlauf.engine.lifecycle import Lifecycle


class LetterState(TextChoices):
    """Where a letter is on its way out."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


LETTER = Lifecycle(
    start=LetterState.WAITING,
    moves={
        LetterState.WAITING: frozenset({LetterState.SENT, LetterState.FAILED}),
        LetterState.SENT: frozenset(),
        LetterState.FAILED: frozenset({LetterState.WAITING}),  # tried again on purpose
    },
)
