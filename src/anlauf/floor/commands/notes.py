"""A note for colleagues: it goes with the visit, and its words are never in the journal."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid
from anlauf.floor.commands.passage import expect, held, note
from anlauf.floor.models import Note, Visit
from anlauf.floor.states import IN_THE_BUILDING

LONGEST_NOTE = 300


class NoteTooLong(Invalid):
    """A note is read in passing."""

    code = "note_too_long"
    sentence = _("A note has at most %(most)s characters. Please write less.")


@transaction.atomic
def write_note(visit: Visit, text: str, *, by: Actor, at: datetime) -> Visit:
    """Write down what colleagues should know of this visit; no words take the note away."""
    text = text.strip()
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong(most=LONGEST_NOTE)
    visit = held(visit)
    expect(visit, *IN_THE_BUILDING)
    known = Note.objects.filter(visit=visit).values_list("text", flat=True).first() or ""
    if known == text:
        return visit

    if text:
        Note.objects.update_or_create(visit=visit, defaults={"text": text})
    else:
        Note.objects.filter(visit=visit).delete()
    note("floor.note_written" if text else "floor.note_erased", visit, by=by, at=at)
    return visit
