"""A form is filled in answer by answer, and can be put aside."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import figures, letters
from anlauf.cases.commands import answers, moving
from anlauf.cases.commands.answers import Said
from anlauf.cases.models import Case, Intake, Kind
from anlauf.cases.queries import forms
from anlauf.core import journal, limits, outbox, seal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.core.text import spoken_of_applications


class FormEnded(Refused):
    """A form nobody came back to in time, or one that was handed in meanwhile."""

    code = "form_ended"
    status = 410
    sentence = _(
        "This form is no longer here. We keep it for %(days)s days after the last answer."
        " Please begin anew."
    )


@transaction.atomic
def begin(
    kind: Kind, said: Said, language: str, *, request_key: UUID, by: Actor, at: datetime
) -> Intake:
    """Keep the first answer under a code of its own; a retry finds the form of the first try."""
    known = Intake.objects.filter(uid=uuid5(request_key, "0")).first()
    if known is not None:
        return answer(known, said, by=by, at=at)
    uid = next(uid for uid in _uids(request_key) if _free(uid))
    intake = Intake(
        uid=uid,
        digest=forms.digest(forms.form_code(uid)),
        kind=kind,
        language=spoken_of_applications(language),
        begun_at=at,
        touched_at=at,
        ends_at=at + figures.policy_at(at).form_lasts,
    )
    _write(intake, said, at=at)
    intake.save(force_insert=True)
    journal.record("cases.form_begun", intake, by=by, at=at, facts={"kind": kind.key})
    return intake


@transaction.atomic
def answer(intake: Intake, said: Said, *, by: Actor, at: datetime) -> Intake:
    """Keep an answer; the form stays for as long again."""
    held = held_form(intake, at=at)
    _write(held, said, at=at)
    held.touched_at, held.ends_at = at, at + figures.policy_at(at).form_lasts
    held.save(update_fields=["answers", "touched_at", "ends_at"])
    facts: dict[str, object] = {"question": said.question}
    journal.record("cases.form_answered", held, by=by, at=at, facts=facts)
    return held


@transaction.atomic
def choose_part(intake: Intake, part: str, *, by: Actor, at: datetime) -> Intake:
    """Keep which part of the city decides about the office."""
    held = held_form(intake, at=at)
    found = forms.opened(held)
    if part not in {each.key for each in found.where.parts}:
        raise answers.NotOffered
    held.answers = seal.sealed_facts({**found.answers, forms.PART: part})
    held.save(update_fields=["answers"])
    journal.record("cases.form_answered", held, by=by, at=at, facts={"question": forms.PART})
    return held


@transaction.atomic
def send_link(intake: Intake, email: str, *, by: Actor, at: datetime) -> None:
    """Send the way back to the form to a mailbox; the address is forgotten with the letter."""
    held = held_form(intake, at=at)
    limits.check(limits.LETTERS_OF_A_FORM, str(held.uid), at=at)
    outbox.forget([held])
    letters.form_kept(held, email, at=at)
    journal.record("cases.form_link_sent", held, by=by, at=at)


def held_form(intake: Intake, *, at: datetime) -> Intake:
    """The form, held until the transaction ends; refuses one that is over."""
    rows = Intake.objects.filter(pk=intake.pk, ends_at__gt=at).select_related("kind__service")
    try:
        return locked(rows)
    except Intake.DoesNotExist:
        raise FormEnded(days=figures.policy_at(at).form_lasts.days) from None


def _write(intake: Intake, said: Said, *, at: datetime) -> None:
    """Put a sound answer to the others; nobody saves it here."""
    found = forms.opened(intake)
    intake.answers = seal.sealed_facts(answers.with_answer(found, said, moving.today(at)))


def _uids(request_key: UUID) -> Iterator[UUID]:
    return (uuid5(request_key, str(number)) for number in count())


def _free(uid: UUID) -> bool:
    """Tell whether no case and no form has the code that belongs to this."""
    code = forms.form_code(uid)
    taken = Case.objects.filter(code=code).exists()
    return not taken and not Intake.objects.filter(digest=forms.digest(code)).exists()
