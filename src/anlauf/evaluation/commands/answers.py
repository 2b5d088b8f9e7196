"""Writing figures down as they are told: an answer that was asked for, and the reports of a period.

A report is written once for the whole city; what an office gets to see of it is its own lines
beside the city's.
"""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import SYSTEM, Actor
from anlauf.directory import queries as directory
from anlauf.evaluation import counted, queries
from anlauf.evaluation.models import Answer
from anlauf.evaluation.queries import Period, Question
from anlauf.evaluation.states import AnswerKind


@transaction.atomic
def write_down(question: Question, *, by: Actor, at: datetime) -> Answer:
    """Answer a question and keep the answer; the same numbers are the same answer."""
    answer = _written(AnswerKind.ASKED, question, at=at)
    kept, is_new = Answer.objects.get_or_create(
        kind=AnswerKind.ASKED, fingerprint=answer.fingerprint, defaults=_columns(answer)
    )
    if is_new:
        journal.record("evaluation.answered", kept, by=by, at=at)
    return kept


def report(*, at: datetime) -> list[Answer]:
    """Write the reports of the last whole week and month, unless they are there already."""
    today = at.astimezone(directory.zone()).date()
    periods = {AnswerKind.WEEKLY: last_week(today), AnswerKind.MONTHLY: last_month(today)}
    return [_report(kind, period, at=at) for kind, period in periods.items()]


def last_week(today: date) -> Period:
    """Monday to Sunday of the week before this one."""
    monday = today - timedelta(days=today.weekday() + 7)
    return Period(monday, monday + timedelta(days=6))


def last_month(today: date) -> Period:
    """The month before this one."""
    last = today.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


@transaction.atomic
def _report(kind: AnswerKind, period: Period, *, at: datetime) -> Answer:
    there = Answer.objects.filter(kind=kind, first=period.first).first()
    if there is not None:
        return there
    meanings = counted.everything(period.last)
    question = Question(tuple(meanings), (), period, period.last, monthly=False)
    kept, is_new = Answer.objects.get_or_create(
        kind=kind, first=period.first, defaults=_columns(_written(kind, question, at=at))
    )
    if is_new:
        journal.record("evaluation.reported", kept, by=SYSTEM, at=at)
    return kept


def _written(kind: AnswerKind, question: Question, *, at: datetime) -> Answer:
    lines = queries.answer(question)
    return Answer(
        kind=kind,
        first=question.period.first,
        last=question.period.last,
        question=question.plain,
        told=[asdict(line) for line in lines],
        fingerprint=queries.fingerprint(question, lines),
        made_at=at,
    )


def _columns(answer: Answer) -> dict[str, object]:
    return {
        "last": answer.last,
        "question": answer.question,
        "told": answer.told,
        "fingerprint": answer.fingerprint,
        "made_at": answer.made_at,
        "first": answer.first,
    }
