"""Rows of several tables in one statement, and rows back from it, by what the models say.

Django composes each statement anew, which takes many times as long as running it. Where people
stand in line, the statement is composed once and its text kept. Columns come from the models, so
that a new one is written and read without a word here.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Field,
    Model,
    TextField,
    UUIDField,
)

M = TypeVar("M", bound=Model)

_PLAIN = (CharField, TextField, DateTimeField, DateField, UUIDField)
"""What the driver writes as it is; Django would look at each value once more."""


@lru_cache
def columns(model: type[Model], of: str) -> str:
    """All columns of the model, for a SELECT that calls the table by this name."""
    return ", ".join(f'{of}."{field.column}"' for field in _fields(model))


def find(model: type[M], **known: Any) -> M | None:
    """The one row with these values, by a ready statement, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(finding(model, tuple(known)), list(known.values()))
        row = cursor.fetchone()
    return read(model, row) if row else None


@lru_cache
def finding(model: type[Model], names: tuple[str, ...]) -> str:
    """A SELECT of the row, called `found`, with values for these columns to be given."""
    everything, table = columns(model, "found"), model._meta.db_table
    known = " AND ".join(f"found.{name} = %s" for name in names)
    return f"SELECT {everything} FROM {table} AS found WHERE {known}"  # noqa: S608 - our own names


def read(model: type[M], row: Sequence[Any]) -> M:
    """The model's instance in a row of `columns`."""
    values = list(row)
    for index, field in _converted(model):
        values[index] = field.from_db_value(values[index], None, connection)
    return model.from_db(connection.alias, _names(model), values)


def partly(model: type[M], **known: Any) -> M:
    """An instance of which these columns are at hand; any other is read when it is asked for."""
    names = [name for name in _names(model) if name in known]
    return model.from_db(connection.alias, names, [known[name] for name in names])


def read_together(models: Sequence[type[Model]], row: Sequence[Any]) -> list[Any]:
    """An instance of each model in a row that holds the columns of one after the other."""
    found, begin = [], 0
    for model in models:
        end = begin + len(_fields(model))
        found.append(read(model, row[begin:end]))
        begin = end
    return found


@lru_cache(maxsize=256)
def insert(model: type[Model], part: str, source: str = "", **given: str) -> str:
    """An INSERT of one row, or of one for each row of a source.

    Columns that are not given in SQL are parameters, named after this part of the statement.
    """
    names = [field.column for field in _written(model)]
    values = [given.get(name, f"%({part}_{name})s") for name in names]
    quoted = ", ".join(f'"{name}"' for name in names)
    rows = f"SELECT {', '.join(values)} {source}".rstrip()
    return f"INSERT INTO {model._meta.db_table} ({quoted}) {rows}"


def assigned(model: type[Model], names: Sequence[str], part: str) -> str:
    """What follows SET for these columns, with parameters named after this part."""
    known = (_field(model, name).column for name in names)
    return ", ".join(f'"{column}" = %({part}_{column})s' for column in known)


def prepared(model: type[Model], given: Mapping[str, object], part: str) -> dict[str, Any]:
    """The parameters that `assigned` has named, from values by the names of their fields."""
    return {
        f"{part}_{field.column}": field.get_db_prep_save(value, connection)
        for field, value in ((_field(model, name), value) for name, value in given.items())
    }


def values(row: Model, part: str) -> dict[str, Any]:
    """The parameters that `insert` has named for this part."""
    return {
        name: getattr(row, attribute)
        if plain
        else field.get_db_prep_save(getattr(row, attribute), connection)
        for name, attribute, plain, field in _parameters(type(row), part)
    }


def stored(row: Model, number: int) -> None:
    """Let the instance know that it stands in its table now."""
    row.pk = number
    row._state.adding = False
    row._state.db = connection.alias


@lru_cache
def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    return next(field for field in _fields(model) if name in {field.name, field.attname})


@lru_cache
def _fields(model: type[Model]) -> "tuple[Field[Any, Any], ...]":
    return tuple(model._meta.concrete_fields)


@lru_cache
def _written(model: type[Model]) -> "tuple[Field[Any, Any], ...]":
    return tuple(field for field in _fields(model) if not field.primary_key)


@lru_cache
def _parameters(model: type[Model], part: str) -> "list[tuple[str, str, bool, Field[Any, Any]]]":
    return [
        (f"{part}_{field.column}", field.attname, isinstance(field, _PLAIN), field)
        for field in _written(model)
    ]


@lru_cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in _fields(model)]


@lru_cache
def _converted(model: type[Model]) -> list[tuple[int, Any]]:
    """The columns that need a hand on their way back, with their places."""
    numbered = enumerate(_fields(model))
    return [(index, field) for index, field in numbered if hasattr(field, "from_db_value")]
