"""Changes what is added to letters; nothing is overwritten, so every change can be taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.letter_texts import Added, Place, columns
from anlauf.core.locking import hold_words
from anlauf.core.models import LetterText
from anlauf.core.refusal import Invalid, Refused

LONGEST_TEXT = 600
LONGEST_SHORT = 80


class TooLong(Invalid):
    """A letter is for the appointment; what is added must not bury it."""

    code = "text_too_long"
    sentence = _("Please shorten this: %(most)s characters are the most.")


class NothingBefore(Refused):
    """There has never been another text."""

    code = "no_text_before"
    sentence = _("There is no earlier text to go back to.")


@transaction.atomic
def set_text(place: Place, added: Added, *, by: Actor, at: datetime) -> None:
    """Let letters of this place say this from now on; empty words end what was added."""
    check(added)
    current = _held(place)

    _end(current, by=by, at=at)
    if added.says_something:
        _begin(place, added, by=by, at=at)


@transaction.atomic
def undo_text(place: Place, *, by: Actor, at: datetime) -> None:
    """Say again what was said before the last change."""
    current = _held(place)
    before = _before(place, current)
    if current is None and before is None:
        raise NothingBefore

    _end(current, by=by, at=at)
    if before is not None:
        _begin(place, Added(before.text, before.short), by=by, at=at)


def check(added: Added) -> None:
    """Refuse what is too long."""
    if len(added.text) > LONGEST_TEXT:
        raise TooLong(most=LONGEST_TEXT)
    if len(added.short) > LONGEST_SHORT:
        raise TooLong(most=LONGEST_SHORT)


def _held(place: Place) -> LetterText | None:
    """The text of this place now; whoever else changes it waits."""
    hold_words([f"letter text {place.office} {place.kind} {place.language}"])
    return LetterText.objects.filter(**columns(place), valid_to__isnull=True).first()


def _before(place: Place, current: LetterText | None) -> LetterText | None:
    """The text that the last change ended."""
    ended = LetterText.objects.filter(**columns(place), valid_to__isnull=False).order_by("-pk")
    if current is not None:
        ended = ended.filter(valid_to=current.valid_from)
    return ended.first()


def _end(current: LetterText | None, *, by: Actor, at: datetime) -> None:
    if current is not None:
        current.valid_to = at
        current.save(update_fields=["valid_to"])
        office = current.office_number
        journal.record("letter_text.ended", current, by=by, at=at, office=office)


def _begin(place: Place, added: Added, *, by: Actor, at: datetime) -> None:
    text = LetterText.objects.create(
        office_number=place.office,
        kind=place.kind,
        language=place.language,
        text=added.text,
        short=added.short,
        valid_from=at,
    )
    facts: dict[str, object] = {"kind": place.kind, "language": place.language}
    journal.record("letter_text.set", text, by=by, at=at, office=place.office, facts=facts)
