"""Reads rules of arrival: who may draw a number from afar, and how people say they are there."""

from anlauf.directory.imports.described import Arrival
from anlauf.directory.imports.table import Table

_FLAGS = {"joins": False, "presence": True, "door_code": False}
_FIGURES = ("keep_minutes", "margin_minutes", "most_coming", "long_wait_minutes")


def rule(table: Table) -> Arrival:
    """A rule for an office or, without one, for the city; what is left out is as usual."""
    valid_from, valid_to = table.days()
    found = Arrival(
        office=table.one("office", "office") if table.has("office") else "",
        flags={name: table.flag(name, default=usual) for name, usual in _FLAGS.items()},
        figures={name: table.whole(name) for name in _FIGURES if table.has(name)},
        valid_from=valid_from,
        valid_to=valid_to,
    )
    table.done()
    return found
