"""Somebody answers: once per visit, added to sums in the same moment."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal, seal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid, Refused
from anlauf.floor.models import Visit
from anlauf.floor.states import OVER, TicketState
from anlauf.surveys.models import Answered, Remark
from anlauf.surveys.queries.asking import mark_of
from anlauf.surveys.states import SCALE, YES_OR_NO, Dimension, Question, Way
from anlauf.surveys.values import Said

LONGEST_WORDS = 500
_COUNTED = """
    INSERT INTO surveys_tally
        (area_number, office_number, week, dimension, value, question, score, number)
    SELECT %s, office, %s, dimension, value, question, score, 1
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::smallint[])
        AS said (office, dimension, value, question, score)
    ORDER BY dimension, value, question, score
    ON CONFLICT (area_number, office_number, week, dimension, value, question, score)
    DO UPDATE SET number = surveys_tally.number + 1
"""

Row = tuple[int | None, str, str, str, int]


class NotOver(Refused):
    """Somebody is asked how it was while it still is."""

    code = "visit_not_over"
    sentence = _("Your visit is not over yet. Please answer when you are done.")


class NoAnswer(Invalid):
    """A question nobody asks, or a score there is not."""

    code = "no_answer"
    sentence = _("That was not understood. Please choose again.")


@transaction.atomic
def answer(visit: Visit, said: Said, *, by: Actor, at: datetime) -> bool:
    """Add what somebody says to the sums of the week; tell whether it was the first answer.

    A second one for the same visit changes nothing: the mark of the first is there, and nobody
    knows any more what it was.
    """
    if not _may_answer(visit, said):
        raise NotOver
    if not _understood(said):
        raise NoAnswer

    week = week_of(visit.date)
    _mark, first = Answered.objects.get_or_create(mark=mark_of(visit), defaults={"week": week})
    if not first:
        return False
    _count(visit, said, week)
    if said.words.strip():
        words = seal.sealed_text(said.words.strip()[:LONGEST_WORDS])
        Remark.objects.create(
            office_number=visit.office_id, week=week, language=said.language, sealed=words
        )
    # The entry names the office: an entry about the answer would say when it was given.
    journal.record("surveys.answered", visit.office, by=by, at=at, office=visit.office_id)
    return True


def week_of(on: date) -> date:
    """The Monday of its week."""
    return on - timedelta(days=on.weekday())


def _may_answer(visit: Visit, said: Said) -> bool:
    """At the exit somebody may be quicker than the clerk's last press."""
    return visit.state in OVER or (said.way == Way.TABLET and visit.state == TicketState.SERVING)


def _understood(said: Said) -> bool:
    known = {one.value: SCALE for one in Question} | {Question.WISHED.value: YES_OR_NO}
    return Question.OVERALL in said.scores and all(
        score in known.get(question, {}) for question, score in said.scores.items()
    )


def _count(visit: Visit, said: Said, week: date) -> None:
    rows = list(_rows(visit, said))
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [visit.office.area_id, week, *columns])


def _rows(visit: Visit, said: Said) -> Iterator[Row]:
    given = {"": 0} | dict(said.scores)
    for dimension, value in _properties(visit, said):
        office = visit.office_id if dimension == Dimension.ALL else None
        for question, score in given.items():
            yield office, dimension, value, question, score


def _properties(visit: Visit, said: Said) -> Iterator[tuple[str, str]]:
    first = visit.items.order_by("pk").select_related("service").first()
    yield Dimension.ALL, ""
    yield Dimension.SERVICE, first.service.key if first else ""
    yield Dimension.LANGUAGE, visit.language
    yield Dimension.ARRIVAL, "appointment" if visit.due_at else "walk_in"
    yield Dimension.NEED, "yes" if visit.access_needs else "no"
    yield Dimension.WAY, said.way
