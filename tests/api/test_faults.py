"""Every fault of a field has words of ours, filled in with what the field allows."""

from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from anlauf.api import faults


class Part(Enum):
    MORNING = "morning"


WRONG: list[tuple[Any, Any, str]] = [
    (Annotated[str, Field(pattern="^a$")], "b", "This does not have the form ^a$."),
    (Annotated[str, Field(min_length=2)], "b", "This needs at least 2 characters."),
    (Annotated[str, Field(max_length=2)], "bbb", "This may have at most 2 characters."),
    (Annotated[list[int], Field(min_length=1)], [], "This needs at least 1 entries."),
    (Annotated[list[int], Field(max_length=1)], [1, 2], "This may have at most 1 entries."),
    (Annotated[int, Field(ge=1)], 0, "This must be 1 or more."),
    (Annotated[int, Field(le=7)], 8, "This must be 7 or less."),
    (int, "two", "This is not a whole number."),
    (int, 2.5, "This is not a whole number."),
    (int, None, "This is not a whole number."),
    (int, "9" * 5000, "This is not a whole number."),
    (date, "soon", "This is not a date. Maybe like 2026-11-23?"),
    (date, "2026-11-23T10:00:00", "This is not a date. Maybe like 2026-11-23?"),
    (UUID, "one", "This is not a UUID."),
    (str, 1, "This is not text."),
    (bool, "perhaps", "This is neither true nor false."),
    (list[int], 1, "This is not a list."),
    (Part, "noon", "This is not one of 'morning'."),
    (Literal["slot"], "day", "This is not one of 'slot'."),
]


@pytest.mark.parametrize(("kind", "value", "words"), WRONG)
def test_a_fault_is_said_in_our_words(kind, value, words):
    with pytest.raises(ValidationError) as trouble:
        TypeAdapter(kind).validate_python(value)
    assert [faults.said(dict(fault)) for fault in trouble.value.errors()] == [words]


def test_a_fault_nobody_foresaw_keeps_the_librarys_words():
    assert faults.said({"type": "callable_type", "msg": "Input should be callable"}) == (
        "Input should be callable"
    )
