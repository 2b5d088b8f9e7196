"""Facts read anew, and the sums they are part of."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import connection

from anlauf.core.locking import locked
from anlauf.evaluation import summing
from anlauf.evaluation.derive import FACTS, Fact
from anlauf.evaluation.models import Cursor, DayFigures, OfferSample
from anlauf.evaluation.parts import PARTS

Cell = tuple[int, date]


def turn() -> Cursor:
    """Wait for one's turn: whoever adds days up does so alone, or two would write the same sum."""
    Cursor.objects.get_or_create(name="journal")
    return locked(Cursor.objects.filter(name="journal"))


def renew(fact: Fact, numbers: Collection[int]) -> set[Cell]:
    """Read these facts again; tell whose sums were or are touched."""
    wanted = list(numbers)
    touched = _cells(fact, wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {fact.table} WHERE number = ANY(%s)", [wanted])  # noqa: S608
        cursor.execute(_insert(fact, "AND thing.id = ANY(%s)"), [wanted])
    return touched | _cells(fact, wanted)


def renew_all() -> None:
    """Read every fact of the rows below again, from nothing; what never was there stays."""
    with connection.cursor() as cursor:
        for fact in FACTS:
            cursor.execute(f"DELETE FROM {fact.table} WHERE number > 0")  # noqa: S608
            cursor.execute(_insert(fact))


def sum_up(cells: Iterable[Cell]) -> None:
    """Add these office-days up again."""
    touched = sorted(set(cells))
    if not touched:
        return
    offices, dates = [office for office, _day in touched], [day for _office, day in touched]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM evaluation_dayfigures WHERE (office_number, date) IN"
            " (SELECT * FROM unnest(%s::bigint[], %s::date[]))",
            [offices, dates],
        )
        cursor.execute(summing.THESE_CELLS, [offices, dates])
        for part in PARTS:
            cursor.execute(part.removed(), [offices, dates])
            cursor.execute(part.made(summing.THESE_OFFICE_DAYS), [offices, dates])


def sum_up_anywhere(on: date) -> None:
    """Add up what was on offer anywhere in each area on this date."""
    DayFigures.objects.filter(office_number__isnull=True, date=on).delete()
    with connection.cursor() as cursor:
        cursor.execute(summing.ANYWHERE_ON, [on])


def sum_up_all() -> None:
    """Add every day up again, from nothing."""
    with connection.cursor() as cursor:
        # Much may have been loaded in this transaction; a plan made for empty tables takes hours.
        for table in [*(fact.table for fact in FACTS), OfferSample._meta.db_table]:
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("DELETE FROM evaluation_dayfigures")
        cursor.execute(summing.ALL_CELLS)
        cursor.execute(summing.ALL_ANYWHERE)
        for part in PARTS:
            cursor.execute(f"DELETE FROM {part.table}")  # noqa: S608
            cursor.execute(part.made(summing.EVERY_CELL))


def _insert(fact: Fact, only: str = "") -> str:
    return f"INSERT INTO {fact.table} ({', '.join(fact.columns)}) {fact.reading(only)}"


def _cells(fact: Fact, numbers: list[int]) -> set[Cell]:
    found: set[Cell] = set()
    with connection.cursor() as cursor:
        for column in fact.dates:
            cursor.execute(
                f"SELECT office_number, {column} FROM {fact.table} WHERE number = ANY(%s)",  # noqa: S608
                [numbers],
            )
            found |= set(cursor.fetchall())
    return found
