"""Hamburg's residents' offices in spring 2023, as a city whose year can be played."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from anlauf.engine.cityyear import Branch, City, Manners, Plan, Window
from anlauf.engine.forecast import public_holidays
from anlauf.engine.simulate import NoShow

HAMBURG_2023 = Path(__file__).parent / "hamburg_2023.toml"
LOOP = Plan(movable=0.1, follows=True)
"""A tenth of all hours may be at another office; appointments lie where few come without one."""
CLOSED = (0, 0)


def hamburg_2023() -> tuple[City, Window]:
    """The city, and the days of which its lead times were published."""
    book = tomllib.loads(HAMBURG_2023.read_text("utf-8"))
    places = {one["id"]: number for number, one in enumerate(book["office"])}
    first: date = book["first"]
    since, chance = zip(*book["no_show"], strict=True)
    city = City(
        branches=tuple(_branch(one, places) for one in book["office"]),
        first=first,
        days=book["days"],
        counted=book["counted"],
        closed=frozenset[date]().union(*(public_holidays(first.year + n) for n in range(3))),
        seasons=tuple(book["seasons"]),
        manners=Manners(no_show=NoShow(since, chance)),
    )
    begins, ends = ((on - first).days for on in book["spring"])
    return city, Window(begins, ends)


def published() -> dict[str, float]:
    """The city's mean lead, and those of the offices at both ends."""
    book = tomllib.loads(HAMBURG_2023.read_text("utf-8"))
    return {name: book[name] for name in ("mean_lead", "least_lead", "most_lead")}


def _branch(said: Mapping[str, Any], places: Mapping[str, int]) -> Branch:
    return Branch(
        said["id"],
        said["hours"],
        said["wanted"],
        said["least"],
        said["most"],
        tuple(_span(text) for text in said["opens"]),
        tuple(places[one] for one in said["near"]),
    )


def _span(text: str) -> tuple[int, int]:
    """From and to in minutes after midnight; nothing is closed."""
    if not text:
        return CLOSED
    begins, ends = (clock.split(":") for clock in text.split("-"))
    return 60 * int(begins[0]) + int(begins[1]), 60 * int(ends[0]) + int(ends[1])
