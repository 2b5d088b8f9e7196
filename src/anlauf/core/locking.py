"""One lock per command, taken first.

`FOR NO KEY UPDATE` lets rows that merely point at the locked one be written meanwhile.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from anlauf.core import rows as stored
from anlauf.core.keys import digest

M = TypeVar("M", bound=Model)


def locked(rows: QuerySet[M]) -> M:
    """Fetch the one row and hold it until the transaction ends.

    Raises the model's `DoesNotExist` when there is none.
    """
    return rows.select_for_update(no_key=True, of=("self",)).get()


def locked_where(model: type[M], **columns: Any) -> M:
    """Fetch and hold the one row with these values, as `locked` does, by a ready statement.

    For the rows that many people stand in line behind.
    """
    with connection.cursor() as cursor:
        found = stored.finding(model, tuple(columns))
        cursor.execute(f"{found} FOR NO KEY UPDATE OF found", list(columns.values()))
        row = cursor.fetchone()
    if row is None:
        raise model.DoesNotExist  # type: ignore[attr-defined]  # every model has its own
    return stored.read(model, row)


def locked_together(text: str, known: Sequence[Any], models: Sequence[type[Model]]) -> list[Any]:
    """Fetch and hold rows of several tables that belong together, by a ready statement.

    The statement selects the columns of each model in turn. Its `FOR NO KEY UPDATE OF` names the
    tables in the order in which they are locked; each row is read as it is once it is held.
    """
    with connection.cursor() as cursor:
        cursor.execute(text, known)
        row = cursor.fetchone()
    if row is None:
        raise models[0].DoesNotExist  # type: ignore[attr-defined]  # every model has its own
    return stored.read_together(models, row)


def locked_in_order(rows: QuerySet[M]) -> list[M]:
    """Fetch several rows of one table, lowest key first, so that two commands never cross."""
    return list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)))


def first_free(rows: QuerySet[M]) -> M | None:
    """Take the first of the rows that nobody else is taking, or none."""
    return rows.select_for_update(skip_locked=True, no_key=True).first()


def several_free(rows: QuerySet[M], most: int) -> list[M]:
    """Take up to so many of the rows, first ones first, that nobody else is taking."""
    return list(rows.select_for_update(skip_locked=True, no_key=True, of=("self",))[:most])


def hold_words(words: Iterable[str]) -> None:
    """Let others who name one of these words wait until the transaction ends.

    For what no row stands for, such as all appointments of one mail address. Taken before any row.
    """
    numbers = sorted({int(digest(word)[:15], 16) for word in words})
    if not numbers:
        return
    with connection.cursor() as cursor:
        # an array is read from its start, so that two who name the same words never cross
        cursor.execute(
            "SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) number", [numbers]
        )
