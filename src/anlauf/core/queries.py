"""Reading the outbox: for the demo's mailbox and for people who look after delivery."""

from anlauf.core.models import Letter
from anlauf.core.writers import NotWritten, worded


def latest_letters(*, to: str = "", most: int = 50) -> list[Letter]:
    """The letters written last, or those of them to one address, with their words."""
    rows = Letter.objects.order_by("-pk")
    return [_read(row) for row in (rows.filter(to__iexact=to) if to else rows)[:most]]


def letter(number: int) -> Letter | None:
    """One letter with its words, if there is one with this number."""
    found = Letter.objects.filter(pk=number).first()
    return _read(found) if found else None


def _read(letter: Letter) -> Letter:
    """The letter with its words, or without them where it cannot be written at present."""
    try:
        return worded(letter)
    except NotWritten as reason:
        letter.last_error = letter.last_error or str(reason)[:200]
        return letter
