"""A city to be replayed as plain values, as a file describes it or a table keeps it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from anlauf.engine.cityyear.model import Branch, City, Manners, Window
from anlauf.engine.forecast import public_holidays
from anlauf.engine.simulate import NoShow

CLOSED = (0, 0)
Plain = Mapping[str, Any]


def read(book: Plain) -> tuple[City, Window]:
    """The city, and the days of which its lead times were published."""
    places = {one["id"]: number for number, one in enumerate(book["office"])}
    first = _date(book["first"])
    since, chance = zip(*book["no_show"], strict=True)
    city = City(
        branches=tuple(_branch(one, places) for one in book["office"]),
        first=first,
        days=book["days"],
        counted=book["counted"],
        closed=frozenset[date]().union(*(public_holidays(first.year + n) for n in range(3))),
        seasons=tuple(book["seasons"]),
        manners=Manners(no_show=NoShow(since, chance), **book.get("manners", {})),
    )
    begins, ends = ((_date(on) - first).days for on in book["spring"])
    return city, Window(begins, ends)


def _date(said: date | str) -> date:
    return date.fromisoformat(said) if isinstance(said, str) else said


def _branch(said: Plain, places: Mapping[str, int]) -> Branch:
    return Branch(
        said["id"],
        said["hours"],
        said["wanted"],
        said["least"],
        said["most"],
        tuple(_span(text) for text in said["opens"]),
        tuple(places[one] for one in said["near"]),
        said.get("lent", False),
    )


def _span(text: str) -> tuple[int, int]:
    """From and to in minutes after midnight; nothing is closed."""
    if not text:
        return CLOSED
    begins, ends = (clock.split(":") for clock in text.split("-"))
    return 60 * int(begins[0]) + int(begins[1]), 60 * int(ends[0]) + int(ends[1])
