"""Holds visits, desks and calls for help against each other and tells what cannot be true.

A rule is a statement that finds the rows which break it, so a long past is audited in the database.
Desks act at the same moment on hosts whose clocks differ a little: that much may overlap.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from anlauf.booking.audit import Difference
from anlauf.floor.audit_rules import RULES

CLOCKS_DIFFER = timedelta(seconds=5)
_HELP_TAKES = timedelta(days=2)  # the end of a day ends every call for help


@dataclass(frozen=True)
class _Found:
    """A row that breaks a rule: where, when, and what is put into the sentence."""

    office: str
    on: date
    about: str


def differences(*, at: datetime) -> Iterator[Difference]:
    """Everything on the floor that breaks a rule; none is what must be found."""
    given = {"moment": CLOCKS_DIFFER, "long_ago": at - _HELP_TAKES}
    for rule in RULES:
        for row in _broken(rule.statement, given):
            yield Difference(row.office, row.on, rule.sentence.format(about=row.about))


def _broken(statement: str, given: Mapping[str, Any]) -> list[_Found]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [_Found(*row) for row in cursor.fetchall()]
