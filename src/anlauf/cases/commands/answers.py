"""Whether an answer is sound, and what to say when it is not."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from anlauf.cases.models import Question
from anlauf.cases.queries import forms
from anlauf.core.refusal import Invalid, Refused
from anlauf.engine.casework import form
from anlauf.engine.casework.believable import believable
from anlauf.engine.casework.form import Answer, Fault, Meaning, Sort


@dataclass(frozen=True)
class Said:
    """An answer to one question."""

    question: str
    answer: Answer


class NotAsked(Refused):
    """An answer to a question that the other answers do not lead to."""

    code = "not_asked"
    sentence = _("This question does not belong to your answers. Please go on with the next one.")


class AnswerMissing(Invalid):
    """Nothing where something is needed."""

    code = "answer_missing"
    sentence = _("Please answer this question.")


class AnswerTooLong(Invalid):
    """More than anybody reads."""

    code = "answer_too_long"
    sentence = _("Please write at most %(most)s characters.")


class NoDate(Invalid):
    """A date nobody can mean."""

    code = "no_date"
    sentence = _("This date cannot be right. Please check the year.")


class NoNumber(Invalid):
    """Something else than a number."""

    code = "no_number"
    sentence = _("Please write a number, in digits only.")


class NotOffered(Invalid):
    """An answer that cannot be chosen."""

    code = "not_offered"
    sentence = _("Please choose one of the answers.")


class NoMailAddress(Invalid):
    """A mail address that cannot be one."""

    code = "no_mail_address"
    sentence = _("This is not an e-mail address. It looks like name@example.org.")


_FAULTS: dict[Fault, type[Invalid]] = {
    Fault.MISSING: AnswerMissing,
    Fault.NOT_A_DATE: NoDate,
    Fault.NOT_A_NUMBER: NoNumber,
    Fault.NOT_OFFERED: NotOffered,
    Fault.NO_MAIL_ADDRESS: NoMailAddress,
}


def with_answer(found: forms.Form, said: Said, today: date) -> dict[str, object]:
    """The answers with this one; raises what is wrong with it.

    Another postal code asks anew for the part of the city.
    """
    row = found.row(said.question)
    if row is None:
        raise NotAsked
    _refuse_unsound(row, next(each for each in found.questions if each.key == row.key), said)
    _refuse_unbelievable(row, said, today)
    answers: dict[str, object] = {**found.answers, row.key: said.answer}
    if row.meaning == Meaning.POSTAL_CODE:
        answers.pop(forms.PART, None)
    return answers


def _refuse_unsound(row: Question, question: form.Question, said: Said) -> None:
    wrong = form.fault(question, said.answer)
    if wrong == Fault.TOO_LONG:
        raise AnswerTooLong(most=row.longest)
    if wrong is not None:
        raise _FAULTS[wrong]


def _refuse_unbelievable(row: Question, said: Said, today: date) -> None:
    if row.sort != Sort.DATE or not isinstance(said.answer, str) or not said.answer:
        return
    meaning = Meaning(row.meaning) if row.meaning else None
    if not believable(meaning, date.fromisoformat(said.answer), today):
        raise NoDate
