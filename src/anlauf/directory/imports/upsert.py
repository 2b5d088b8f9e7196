"""Writes a row only where it differs, and counts what was done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


@dataclass
class Changes:
    """What a load did, by table; and what it met that the files no longer mention."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Tell whether a row was written."""
        return bool(self.created or self.updated or self.hidden)


def one(
    rows: QuerySet[M],
    key: Mapping[str, object],
    values: Mapping[str, object],
    changes: Changes,
) -> M:
    """The row with this key, created or brought up to date."""
    label = rows.model._meta.verbose_name or rows.model.__name__
    row = rows.filter(**key).first()
    if row is None:
        changes.created[str(label)] += 1
        return rows.create(**key, **values)

    different = [name for name, value in values.items() if getattr(row, name) != value]
    if different:
        for name in different:
            setattr(row, name, values[name])
        row.save(update_fields=different)
        changes.updated[str(label)] += 1
    return row


def children(rows: QuerySet[M], wanted: Iterable[Mapping[str, object]], changes: Changes) -> None:
    """Make the parent's rows exactly these; nobody refers to them, so they are replaced."""
    described = list(wanted)
    if not described:
        stale = rows.count()
        if stale:
            rows.all().delete()
            changes.updated[str(rows.model._meta.verbose_name)] += stale
        return
    columns = list(described[0])
    present = [tuple(getattr(row, name) for name in columns) for row in rows.order_by("pk")]
    if present == [tuple(each[name] for name in columns) for each in described]:
        return

    rows.all().delete()
    for each in described:
        rows.create(**each)
    changes.updated[str(rows.model._meta.verbose_name)] += len(described)
