"""A guided form: which questions are asked, in which order, and what counts as an answer.

Answers are kept as texts, several choices as a list of texts; a date is written 2026-02-07, yes
is `yes`. A question depends on one before it, so that the order of the pages is the order of
thought and no answer can call a question that was passed already.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Answer = str | Sequence[str]
Answers = Mapping[str, Answer]
YES, NO = "yes", "no"
_DECIMAL = re.compile(r"^-?(\d+|\d{1,3}([. ]\d{3})+)([.,]\d+)?$")


class Sort(StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    NUMBER = "number"
    DECIMAL = "decimal"  # 48.500,00 or 48500.5
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    COUNTRY = "country"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_CODE = "postal_code"


class Meaning(StrEnum):
    """What an answer tells the case itself, beside the form."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_CODE = "postal_code"
    GROUP = "group"
    PERMIT_ENDS = "permit_ends"
    JOB_STARTS = "job_starts"
    HARDSHIP = "hardship"


class Fault(StrEnum):
    """What is wrong with an answer."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    NOT_OFFERED = "not_offered"
    NO_MAIL_ADDRESS = "no_mail_address"


@dataclass(frozen=True)
class Question:
    """One page of a form."""

    key: str
    sort: Sort
    options: tuple[str, ...] = ()
    needed: bool = True
    only_if: str = ""
    only_answers: frozenset[str] = frozenset()
    longest: int = 500


def misordered(questions: Sequence[Question]) -> list[str]:
    """The keys of questions that depend on one which does not come before them."""
    before: set[str] = set()
    wrong = []
    for question in questions:
        if question.only_if and question.only_if not in before:
            wrong.append(question.key)
        before.add(question.key)
    return wrong


def asked(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """The questions that these answers lead through, in order."""
    met: list[Question] = []
    on_the_way: set[str] = set()
    for question in questions:
        if _applies(question, answers, on_the_way):
            met.append(question)
            on_the_way.add(question.key)
    return met


def next_open(questions: Sequence[Question], answers: Answers) -> Question | None:
    """The first question on the way that still lacks a sound answer; None when all have one.

    What need not be answered counts as answered once somebody passed it, as an empty text.
    """
    for question in asked(questions, answers):
        if question.key not in answers or fault(question, answers[question.key]):
            return question
    return None


def following(questions: Sequence[Question], answers: Answers, key: str) -> Question | None:
    """The question that these answers lead to after this one; None after the last."""
    way = asked(questions, answers)
    keys = [question.key for question in way]
    after = way[keys.index(key) + 1 :] if key in keys else []
    return after[0] if after else None


def reachable(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """The questions somebody may look at: those with sound answers, and the first without one."""
    way, first = asked(questions, answers), next_open(questions, answers)
    return way if first is None else way[: way.index(first) + 1]


def kept(questions: Sequence[Question], answers: Answers) -> dict[str, Answer]:
    """The answers to what is asked; those to questions that no longer apply are left out."""
    return {
        question.key: answers[question.key]
        for question in asked(questions, answers)
        if question.key in answers
    }


def fault(question: Question, answer: Answer) -> Fault | None:
    """What is wrong with an answer to this question, or None."""
    if not answer or (isinstance(answer, str) and not answer.strip()):
        return Fault.MISSING if question.needed else None
    if question.sort == Sort.CHOICES:
        return None if set(answer) <= set(question.options) else Fault.NOT_OFFERED
    if not isinstance(answer, str):
        return Fault.NOT_OFFERED
    if len(answer) > question.longest:
        return Fault.TOO_LONG
    return _of_sort(question, answer)


def _of_sort(question: Question, answer: str) -> Fault | None:
    match question.sort:
        case Sort.DATE:
            return None if _is_date(answer) else Fault.NOT_A_DATE
        case Sort.NUMBER:
            return None if answer.strip().isdecimal() else Fault.NOT_A_NUMBER
        case Sort.DECIMAL:
            return None if _DECIMAL.match(answer.strip()) else Fault.NOT_A_NUMBER
        case Sort.YES_NO:
            return None if answer in {YES, NO} else Fault.NOT_OFFERED
        case Sort.CHOICE:
            return None if answer in question.options else Fault.NOT_OFFERED
        case Sort.EMAIL:
            return None if _looks_like_mail(answer) else Fault.NO_MAIL_ADDRESS
        case _:
            return None


def _applies(question: Question, answers: Answers, on_the_way: set[str]) -> bool:
    if not question.only_if:
        return True
    if question.only_if not in on_the_way:
        return False
    given = answers.get(question.only_if, "")
    chosen = {given} if isinstance(given, str) else set(given)
    return not chosen.isdisjoint(question.only_answers)


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _looks_like_mail(words: str) -> bool:
    name, at, host = words.strip().rpartition("@")
    return bool(name and at and "." in host.strip(".")) and " " not in words.strip()
