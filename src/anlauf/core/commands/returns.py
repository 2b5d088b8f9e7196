"""Takes in that a letter came back."""

from datetime import datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import SYSTEM
from anlauf.core.bounces import Report
from anlauf.core.locking import locked
from anlauf.core.models import Letter
from anlauf.core.numbers import letters_named
from anlauf.core.refusal import Refused


class NotOurs(Refused):
    """The report speaks of a mail that this city has not sent, or has forgotten."""

    code = "not_ours"
    sentence = "The report names none of our letters."


@transaction.atomic
def take_in(report: Report, *, at: datetime) -> Letter:
    """Mark the letter that came back, once; who looks after its appointment sees it."""
    named = letters_named(report.original)
    if not named:
        raise NotOurs

    letter = locked(Letter.objects.filter(pk=named[0].pk))
    if letter.bounced_at is None:
        letter.bounced_at, letter.bounce = at, report.status
        letter.save(update_fields=["bounced_at", "bounce"])
        facts: dict[str, object] = {"kind": letter.kind, "status": report.status}
        journal.record("letter.bounced", letter, by=SYSTEM, at=at, facts=facts)
    return letter
