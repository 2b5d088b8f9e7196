"""Rows of several apps in one statement: each says its parts, and whoever holds the locks runs it.

A part is named after what it writes. What refers to a row that another part writes takes its
number from there, so all of it is written or nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Parts:
    """Named parts of a statement, and the parameters they speak of."""

    texts: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)

    def __or__(self, other: "Parts") -> "Parts":
        """These parts and the others; each part and each parameter has a name of its own."""
        both = (self.texts.keys() & other.texts.keys()) | (self.given.keys() & other.given.keys())
        if both:
            raise ValueError(f"Two parts of one statement speak of {', '.join(sorted(both))}.")
        return Parts({**self.texts, **other.texts}, {**self.given, **other.given})


NOTHING = Parts()


def write(parts: Parts, *asked: str) -> tuple[int | None, ...]:
    """Run the parts as one statement; give the number of the row each of those asked for left."""
    named = ", ".join(f"{name} AS ({text})" for name, text in parts.texts.items())
    numbers = ", ".join(f"(SELECT id FROM {name})" for name in asked) or "NULL"  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} SELECT {numbers}", parts.given)
        found: tuple[int | None, ...] = cursor.fetchone()
    return found
