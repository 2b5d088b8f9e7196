"""One lock per command, taken first.

`FOR NO KEY UPDATE` lets rows that merely point at the locked one be written meanwhile.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def locked(rows: QuerySet[M]) -> M:
    """Fetch the one row and hold it until the transaction ends.

    Raises the model's `DoesNotExist` when there is none.
    """
    return rows.select_for_update(no_key=True, of=("self",)).get()


def locked_in_order(rows: QuerySet[M]) -> list[M]:
    """Fetch several rows of one table, lowest key first, so that two commands never cross."""
    return list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)))


def first_free(rows: QuerySet[M]) -> M | None:
    """Take the first of the rows that nobody else is taking, or none."""
    return rows.select_for_update(skip_locked=True, no_key=True).first()
