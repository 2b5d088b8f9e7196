"""Answers that were not given here: a demo's invented ones."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory.models import City
from anlauf.surveys.models import Tally
from anlauf.surveys.values import PastSum


@transaction.atomic
def load_past(sums: Iterable[PastSum], *, by: Actor, at: datetime) -> int:
    """Load sums of earlier weeks; tell how many rows they are."""
    rows = Tally.objects.bulk_create((row for one in sums for row in _rows(one)), batch_size=5000)
    journal.record("surveys.past_loaded", City.objects.get(), by=by, at=at)
    return len(rows)


def _rows(past: PastSum) -> Iterator[Tally]:
    """A row that counts the people, and one for each answer somebody gave."""
    said = {("", 0): past.said.people} | {
        (question, score): number
        for question, given in past.said.scores.items()
        for score, number in given.items()
        if number
    }
    for (question, score), number in said.items():
        yield Tally(
            area_number=past.area,
            office_number=past.office,
            week=past.week,
            dimension=past.dimension,
            value=past.value,
            question=question,
            score=score,
            number=number,
        )
