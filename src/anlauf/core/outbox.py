"""Letters wait here until the change they speak of is certain.

They are put down as facts; `core.writers` finds their words when `core.commands` takes them out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from anlauf.core.models import Letter


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
