"""What the person and the office write each other, and what workers note for themselves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import figures, letters
from anlauf.cases.commands import moving
from anlauf.cases.models import Case, Message, Note
from anlauf.cases.states import Side
from anlauf.core import journal, keys, seal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid, Refused
from anlauf.people.models import Person

LONGEST = 4000


class EmptyMessage(Invalid):
    """A message without words."""

    code = "empty_message"
    sentence = _("Please write something.")


class TooLong(Invalid):
    """More words than anybody reads."""

    code = "message_too_long"
    sentence = _("Please write at most %(most)s characters.")


class TooManyMessages(Refused):
    """More messages on one day than help anybody."""

    code = "too_many_messages"
    status = 429
    sentence = _(
        "You have written %(most)s messages today. Please wait until tomorrow;"
        " writing more does not make your case faster or slower."
    )


@transaction.atomic
def write_message(case: Case, side: Side, words: str, *, by: Actor, at: datetime) -> Message:
    """Add a message; the same words of the same side again are the message that is there."""
    text = _checked(words)
    held = moving.held(case.pk)
    if held.erased_at is not None:
        raise moving.NotNow
    fingerprint = keys.blinded("message", f"{held.uid}:{' '.join(text.split()).casefold()}")
    known = held.messages.filter(side=side, fingerprint=fingerprint).first()
    if known is not None:
        return known
    if side == Side.PERSON:
        _refuse_flood(held, at=at)

    message = Message.objects.create(
        case=held, side=side, text=seal.sealed_text(text), fingerprint=fingerprint, at=at
    )
    verb = f"cases.message_of_{side}"
    journal.record(verb, held, by=by, at=at, office=held.office_id, facts={"message": message.pk})
    if side == Side.OFFICE:
        letters.message(held, at=at)
    return message


@transaction.atomic
def read_messages(case: Case, side: Side, *, by: Actor, at: datetime) -> int:
    """Mark what the given side wrote as read; tell how many were not."""
    held = moving.held(case.pk)
    fresh = held.messages.filter(side=side, read_at=None).update(read_at=at)
    if fresh:
        facts: dict[str, object] = {"of": side, "number": fresh}
        journal.record(
            "cases.messages_read", held, by=by, at=at, office=held.office_id, facts=facts
        )
    return fresh


@transaction.atomic
def note(case: Case, words: str, worker: Person, *, by: Actor, at: datetime) -> Note:
    """Keep a note for colleagues."""
    text = _checked(words)
    held = moving.held(case.pk)
    if held.erased_at is not None:
        raise moving.NotNow
    made = Note.objects.create(case=held, by=worker, text=seal.sealed_text(text), at=at)
    journal.record("cases.noted", held, by=by, at=at, office=held.office_id)
    return made


def _checked(words: str) -> str:
    text = words.strip()
    if not text:
        raise EmptyMessage
    if len(text) > LONGEST:
        raise TooLong(most=LONGEST)
    return text


def _refuse_flood(case: Case, *, at: datetime) -> None:
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    written = case.messages.filter(side=Side.PERSON, at__gte=start).count()
    most = figures.policy_at(at).most_messages_a_day
    if written >= most:
        raise TooManyMessages(most=most)
