"""Writes rows only where they differ, a whole table at a time, and counts what was done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Values = Mapping[str, object]


@dataclass
class Changes:
    """What a load did, by table; and what it met that the files no longer mention."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def rows(
    present: QuerySet[M], key: Sequence[str], wanted: Iterable[Values], changes: Changes
) -> None:
    """Create the rows that are missing and mend those that differ; `key` tells which is which."""
    known = {_values(row, key): row for row in present}
    missing = []
    for values in wanted:
        row = known.get(tuple(values[name] for name in key))
        if row is None:
            missing.append(present.model(**values))
        else:
            _mend(row, values, changes)
    present.model._default_manager.bulk_create(missing)
    _count(changes.created, present, len(missing))


def children(present: QuerySet[M], parent: str, wanted: Iterable[Values], changes: Changes) -> None:
    """Make the rows of each parent exactly these; nobody refers to them, so they are replaced."""
    described: dict[object, list[Values]] = defaultdict(list)
    for values in wanted:
        described[values[parent]].append(values)
    stored: dict[object, list[M]] = defaultdict(list)
    for row in present.order_by("pk"):
        stored[getattr(row, parent)].append(row)

    for number in described.keys() | stored.keys():
        if not _same(stored[number], described[number]):
            present.filter(**{parent: number}).delete()
            present.model._default_manager.bulk_create(
                present.model(**values) for values in described[number]
            )
            old, new = len(stored[number]), len(described[number])
            _count(changes.updated if old else changes.created, present, max(old, new))


def _mend(row: Model, values: Values, changes: Changes) -> None:
    different = [name for name, value in values.items() if getattr(row, name) != value]
    if different:
        for name in different:
            setattr(row, name, values[name])
        row.save(update_fields=different)
        changes.updated[str(row._meta.verbose_name)] += 1


def _same(stored: Sequence[Model], described: Sequence[Values]) -> bool:
    return len(stored) == len(described) and all(
        _values(row, values) == tuple(values.values())
        for row, values in zip(stored, described, strict=True)
    )


def _values(row: Model, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


def _count(counter: Counter[str], present: QuerySet[M], number: int) -> None:
    if number:
        counter[str(present.model._meta.verbose_name)] += number
