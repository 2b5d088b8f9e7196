"""What other portals hand in becomes a case, once: through the same form and the same checks."""

import json
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases import snapshots
from anlauf.cases.commands import moving
from anlauf.cases.commands.answers import Said
from anlauf.cases.commands.fill_in import answer, begin, choose_part, held_form
from anlauf.cases.commands.hand_in import hand_in
from anlauf.cases.commands.uploads import upload
from anlauf.cases.models import Case, Intake, Kind
from anlauf.cases.papers import delivered
from anlauf.cases.papers.submission import BadSubmission, Submission, understood
from anlauf.cases.queries import forms, kinds
from anlauf.core import inbox, journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid, Refused
from anlauf.engine.casework import form

_TRIED = 16  # forms whose codes were taken already get the next number, see `fill_in.begin`


class NotAnswered(Invalid):
    """A submission that leaves out what the form of its kind asks."""

    code = "submission_not_answered"
    sentence = _("“%(question)s” is not answered, or not in a way the form can take.")


def empty_inbox(*, by: Actor, at: datetime) -> int:
    """Take everything that lies in the inbox; tell how many became cases."""
    taken = 0
    for entry in inbox.entries():
        taken += _take(entry, by=by, at=at)
    return taken


def take_sent(program: int, number: UUID, body: bytes, *, by: Actor, at: datetime) -> Case:
    """Let what a program sent become a case; two programs may give the same number.

    Raises a `Refused` that says what is wrong, and then keeps nothing of it.
    """
    own = uuid5(number, f"program {program}")
    return take_in(understood(delivered.in_body(own, body)), by=by, at=at)


def take_in(said: Submission, *, by: Actor, at: datetime) -> Case:
    """Let a submission become a case; a retry finds the case of the first try.

    Raises a `Refused` that says what is wrong, and then keeps nothing of it.
    """
    made = _made(said)
    if made is not None:
        return made
    kind = _kind(said, at=at)
    answers = _answers(kind, said)

    intake = _filled_in(kind, answers, said, by=by, at=at)
    try:
        for each in said.attachments:
            upload(intake, each.wanted, each.name, each.content, by=by, at=at)
        return hand_in(intake, said.language, by=by, at=at)
    except Refused:
        _drop(intake, by=by, at=at)
        raise


def _made(said: Submission) -> Case | None:
    """The case of an earlier try."""
    numbers = [uuid5(said.id, str(number)) for number in range(_TRIED)]
    return Case.objects.filter(request_key__in=numbers).first()


def _take(entry: Path, *, by: Actor, at: datetime) -> bool:
    try:
        case = take_in(understood(delivered.in_folder(entry)), by=by, at=at)
    except Refused as fault:
        inbox.refused(entry, str(fault))
        return False
    inbox.done(entry, json.dumps({"case": case.code, "received": case.received_at.isoformat()}))
    return True


def _kind(said: Submission, *, at: datetime) -> Kind:
    key = said.service.rpartition(":")[2]
    today = moving.today(at)
    kind = kinds.kind_on(key, today) or _by_leika(key, today)
    if kind is None:
        raise BadSubmission(why=f"there is no kind of case “{key[:80]}” today.")
    return kind


def _by_leika(key: str, today: date) -> Kind | None:
    """The one kind of the service with this key of the federal catalogue."""
    found = list(kinds.kinds_on(today).filter(service__leika__contains=[key])[:2])
    return found[0] if len(found) == 1 else None


def _answers(kind: Kind, said: Submission) -> dict[str, form.Answer]:
    """The answers to what is asked, in order; whatever need not be answered may be left out."""
    questions = [each.question for each in snapshots.asked(forms.questions_of(kind))]
    answers: dict[str, form.Answer] = {}
    while (question := form.next_open(questions, answers)) is not None:
        given = said.answers.get(question.key, "")
        if form.fault(question, given) is not None:
            raise NotAnswered(question=question.key)
        answers[question.key] = given
    if not answers:
        raise BadSubmission(why=f"the kind of case “{kind.key}” has no form.")
    return answers


def _filled_in(
    kind: Kind, answers: dict[str, form.Answer], said: Submission, *, by: Actor, at: datetime
) -> Intake:
    """The form with all answers; the part of the city is chosen where it was said."""
    first, *others = (Said(key, given) for key, given in answers.items())
    intake = begin(kind, first, said.language, request_key=said.id, by=by, at=at)
    try:
        for each in others:
            intake = answer(intake, each, by=by, at=at)
        part = said.answers.get("part", "")
        if isinstance(part, str) and part:
            intake = choose_part(intake, part, by=by, at=at)
    except Refused:
        _drop(intake, by=by, at=at)
        raise
    return intake


@transaction.atomic
def _drop(intake: Intake, *, by: Actor, at: datetime) -> None:
    """Forget the form of a submission that is refused; its files are swept away."""
    held = held_form(intake, at=at)
    journal.record("cases.form_forgotten", held, by=by, at=at)
    held.delete()
