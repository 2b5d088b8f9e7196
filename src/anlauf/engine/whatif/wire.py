"""Cities and changes as plain values that a file or a table can keep."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from anlauf.engine.whatif import changes as known
from anlauf.engine.whatif.changes import Change
from anlauf.engine.whatif.model import City, Kind, Place, Team, Wish

Plain = dict[str, Any]

CHANGES: Mapping[str, type[Any]] = {
    "demand": known.Demand,
    "spread": known.Spread,
    "hours": known.Hours,
    "desks": known.Desks,
    "staff": known.Staff,
    "everything": known.Everything,
    "pop_up": known.PopUp,
    "merge": known.Merge,
    "law": known.Law,
    "release": known.Release,
}
_NAMES = {kind: name for name, kind in CHANGES.items()}


def written(city: City) -> Plain:
    """A city as plain values."""
    found = asdict(city)
    for place in found["places"]:
        for team in place["teams"]:
            team["skills"] = sorted(team["skills"])
    return found


def read(book: Plain) -> City:
    """The city of plain values."""
    return City(
        **{
            **book,
            "kinds": tuple(Kind(**one) for one in book["kinds"]),
            "places": tuple(map(_place, book["places"])),
            "season": tuple(book["season"]),
        }
    )


def written_changes(changes: Iterable[Change]) -> list[Plain]:
    """Changes as plain values, each with its name."""
    return [{"change": _NAMES[type(one)]} | asdict(one) for one in changes]  # type: ignore[call-overload]


def read_changes(book: Iterable[Plain]) -> tuple[Change, ...]:
    """The changes of plain values; whatever is not known raises ValueError."""
    return tuple(map(_change, book))


def _change(book: Plain) -> Change:
    kind = CHANGES.get(str(book.get("change")))
    if kind is None:
        raise ValueError(f"Nobody knows the change {book.get('change')!r}.")
    names = {one.name for one in fields(kind)}
    said = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in book.items()
        if name in names
    }
    made: Change = kind(**said)
    return made


def _place(book: Plain) -> Place:
    return Place(
        key=book["key"],
        desks=book["desks"],
        opening=tuple(tuple((a, b) for a, b in spans) for spans in book["opening"]),
        teams=tuple(
            Team(**{**team, "skills": frozenset(team["skills"])}) for team in book["teams"]
        ),
        wishes=tuple(Wish(**wish) for wish in book["wishes"]),
        profile=tuple(book["profile"]),
    )
