"""Answers and reports that were written down, and whether they would be the same today."""

from collections.abc import Iterable

from anlauf.evaluation.models import Answer, Subscription
from anlauf.evaluation.queries.answering import Line, Question, answer, fingerprint
from anlauf.evaluation.states import AnswerKind
from anlauf.people.models import Person

SHOWN = 60  # reports in a list


def kept_answer(mark: str) -> Answer:
    """The answer or report with this fingerprint."""
    return Answer.objects.filter(fingerprint=mark).order_by("pk")[:1].get()


def newest(kinds: Iterable[AnswerKind]) -> list[Answer]:
    """What was written down of these kinds, the newest first."""
    rows = Answer.objects.filter(kind__in=list(kinds)).order_by("-first", "-made_at")
    return list(rows.defer("told")[:SHOWN])


def told(kept: Answer, offices: Iterable[str] | None = None) -> list[Line]:
    """Its lines as they were written; of offices only these, beside the city and its areas."""
    only = None if offices is None else frozenset(offices)
    lines = [Line(**line) for line in kept.told]
    return [line for line in lines if only is None or line.scope != "office" or line.key in only]


def subscribed(person: Person) -> frozenset[AnswerKind]:
    """Which reports somebody gets by mail."""
    kinds = Subscription.objects.filter(person=person).values_list("kind", flat=True)
    return frozenset(map(AnswerKind, kinds))


def is_still_so(kept: Answer) -> bool:
    """Count it again: tell whether the fingerprint is the same."""
    question = Question.of(kept.question)
    return fingerprint(question, answer(question)) == kept.fingerprint
