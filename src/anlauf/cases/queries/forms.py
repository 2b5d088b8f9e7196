"""A form that is being filled in: opened by its key, or by its code and the date of birth."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import cast
from uuid import UUID

from anlauf.cases import meanings, snapshots
from anlauf.cases.meanings import Meant
from anlauf.cases.models import Case, Intake, Kind, PaperRule, Question
from anlauf.cases.queries import competence, kinds
from anlauf.core import keys, seal
from anlauf.engine import codes
from anlauf.engine.casework import form
from anlauf.engine.casework.form import Answer, Meaning

PART = "@part"
"""Where the part of the city stands among the answers; no question's key has such a sign."""

_KEY = "intake"
_CODE = "intake-code"


@dataclass(frozen=True)
class Form:
    """A form with its questions and what was answered so far."""

    intake: Intake
    rows: Sequence[Question]
    answers: Mapping[str, Answer]

    @cached_property
    def meant(self) -> list[Meant]:
        """The questions as the engine knows them, with their meanings."""
        return snapshots.asked(self.rows)

    @cached_property
    def questions(self) -> list[form.Question]:
        """The questions as the engine knows them."""
        return [each.question for each in self.meant]

    @cached_property
    def kept(self) -> dict[str, Answer]:
        """The answers to what is asked."""
        return form.kept(self.questions, self.answers)

    @cached_property
    def told(self) -> dict[Meaning, str]:
        """What the answers tell the case itself."""
        return meanings.told(self.meant, self.kept)

    @cached_property
    def group(self) -> str:
        """Which of the kind's groups the person is of; empty where it makes no difference."""
        return self.told.get(Meaning.GROUP, "")

    @cached_property
    def where(self) -> competence.Competent:
        """The office, or what has to be chosen to know it."""
        part = self.answers.get(PART, "")
        code = self.told.get(Meaning.POSTAL_CODE, "")
        return competence.competent(self.intake.kind, code, part if isinstance(part, str) else "")

    @property
    def open_question(self) -> form.Question | None:
        """The first question without a sound answer."""
        return form.next_open(self.questions, self.answers)

    def row(self, key: str) -> Question | None:
        """The question with this key, if somebody who answered so far may look at it."""
        may = {each.key for each in form.reachable(self.questions, self.answers)}
        return next((row for row in self.rows if row.key == key and key in may), None)


def questions_of(kind: Kind) -> list[Question]:
    """The questions of a kind in their order."""
    return list(kind.questions.order_by("position"))


def opened(intake: Intake) -> Form:
    """A form with what was answered so far."""
    answers = cast(dict[str, Answer], seal.opened_facts(intake.answers))
    return Form(intake, questions_of(intake.kind), answers)


def form_code(uid: UUID) -> str:
    """The code a form is saved under; the case it becomes keeps it as its number."""
    return codes.spell(keys.derive(_CODE, uid).encode())


def form_key(uid: UUID) -> str:
    """The key in the addresses of a form's pages and in the letter that leads back to it."""
    return f"{form_code(uid)}.{keys.derive(_KEY, uid)}"


def form_by_key(key: str, *, at: datetime) -> Form | None:
    """The form such a key opens, as long as it is kept."""
    code, _dot, secret = key.partition(".")
    intake = _by_code(code, at=at)
    if intake is None or not _same(keys.derive(_KEY, intake.uid), secret):
        return None
    return opened(intake)


def form_of(code: str, born: date | None, *, at: datetime) -> Form | None:
    """The form with this code, for whoever knows the date of birth once it was told."""
    try:
        spelled = codes.normalise(code)
    except codes.NotACode:
        return None
    intake = _by_code(spelled, at=at)
    if intake is None:
        return None
    found = opened(intake)
    told = found.told.get(Meaning.BIRTH_DATE, "")
    return found if not told or (born is not None and told == born.isoformat()) else None


def case_of_form(key: str) -> Case | None:
    """The case a form with this key has become."""
    code, _dot, secret = key.partition(".")
    if not codes.is_code(code):
        return None
    case = Case.objects.filter(code=code, erased_at=None).first()
    if case is None or not _same(keys.derive(_KEY, case.request_key), secret):
        return None
    return case


def papers_asked(found: Form) -> list[PaperRule]:
    """What the person who fills this in hands in, in order."""
    return kinds.rules_for(found.intake.kind, found.group)


def digest(code: str) -> str:
    """What the table holds of a code, so that nobody can try out all codes on a stolen table."""
    return keys.blinded(_CODE, code)


def _by_code(code: str, *, at: datetime) -> Intake | None:
    rows = Intake.objects.select_related("kind__service__area", "kind__pick_up")
    return rows.filter(digest=digest(code), ends_at__gt=at).first()


def _same(ours: str, theirs: str) -> bool:
    return hmac.compare_digest(ours.encode(), theirs.encode())
