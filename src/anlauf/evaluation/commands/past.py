"""Loading days that were not measured here: a demo's invented ones, later a city's own history."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Min, Model

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.directory.models import City
from anlauf.evaluation.commands.facts import sum_up_all, turn
from anlauf.evaluation.models import (
    AccessFigures,
    BookingFact,
    OfferSample,
    SearchCount,
    SupplyFact,
    VisitFact,
)
from anlauf.evaluation.values import Columns, Past

_ROWS = 50_000  # in one piece of text


@transaction.atomic
def load_past(pasts: Iterable[Past], *, by: Actor, at: datetime) -> Mapping[str, int]:
    """Load all of it and add the days up; tell how many rows of each table there were.

    Its rows get numbers below nothing, so they are never taken for something in the journal.
    """
    turn()
    counted = dict.fromkeys(("visits", "bookings", "supply", "offers"), 0)
    for past in pasts:
        counted["visits"] += _numbered(VisitFact, past.visits)
        counted["bookings"] += _numbered(BookingFact, past.bookings)
        counted["supply"] += _numbered(SupplyFact, past.supply)
        counted["offers"] += _copied(OfferSample, past.offers)
        _copied(AccessFigures, past.access)
        _copied(SearchCount, past.searches)
    sum_up_all()
    city, facts = City.objects.get(), dict[str, object](counted)
    journal.record("evaluation.past_loaded", city, by=by, at=at, facts=facts)
    return counted


def _numbered(model: type[Any], columns: Columns) -> int:
    lowest = min(0, model.objects.aggregate(lowest=Min("number"))["lowest"] or 0)
    rows = len(next(iter(columns.values()), ()))
    return _copied(model, {"number": range(lowest - 1, lowest - 1 - rows, -1), **columns})


def _copied(model: type[Model], columns: Columns) -> int:
    if not columns:
        return 0
    names = ", ".join(f'"{name}"' for name in columns)
    line = "\t".join(["%s"] * len(columns)) + "\n"
    values: list[Sequence[object]] = list(columns.values())
    rows = len(values[0]) if values else 0
    with connection.cursor() as cursor:
        text = f"COPY {model._meta.db_table} ({names}) FROM STDIN (NULL 'None')"
        with cursor.copy(text) as copy:
            for first in range(0, rows, _ROWS):
                part = (column[first : first + _ROWS] for column in values)
                copy.write("".join([line % row for row in zip(*part, strict=True)]))
    return rows
