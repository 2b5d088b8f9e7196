"""An office-day as a page, and its appointments as promises on it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from anlauf.booking.models import Appointment, OfficeDay
from anlauf.engine.capacity import EMPTY_DAY, Group, Need, Page, Promise, Shared
from anlauf.engine.grid import TICKS


@dataclass(frozen=True)
class Columns:
    """A page as its row holds it: one day of octets for each group, one after the other.

    `shares` names a group and a share for each day in `shared`.
    """

    groups: Sequence[Collection[str]]
    supply: bytes
    promised: bytes
    shares: Sequence[tuple[int, str]]
    shared: bytes
    desks: bytes


def page(day: OfficeDay) -> Page:
    """The page as it is stored."""
    return written(
        Columns(
            groups=day.groups,
            supply=bytes(day.supply),
            promised=bytes(day.promised),
            shares=day.shares,
            shared=bytes(day.shared),
            desks=bytes(day.desks),
        )
    )


def written(row: Columns) -> Page:
    """The page in these columns."""
    return Page(
        tuple(
            Group(
                frozenset(skills),
                _day(row.supply, index),
                _day(row.promised, index),
                _shared(row, index),
            )
            for index, skills in enumerate(row.groups)
        ),
        row.desks,
    )


def octets(groups: Iterable[Group]) -> dict[str, object]:
    """The columns in which these groups are stored."""
    rows = tuple(groups)
    return {
        "groups": [sorted(group.skills) for group in rows],
        "supply": b"".join(group.supply for group in rows),
    } | promised(rows)


def promised(groups: Iterable[Group]) -> dict[str, object]:
    """The columns that hold what these groups have promised."""
    rows = tuple(groups)
    shared = [
        (index, share, day) for index, group in enumerate(rows) for share, day in group.shared
    ]
    return {
        "promised": b"".join(group.promised for group in rows),
        "shares": [[index, share] for index, share, _day in shared],
        "shared": b"".join(day for _index, _share, day in shared),
    }


def promises(appointments: Iterable[Appointment]) -> list[Promise]:
    """What these appointments keep of the page; some gave all back, or stand beside it."""
    return [
        Promise(row.pk, Need(frozenset(row.skills), row.kept_ticks), row.start, row.lane, row.share)
        for row in appointments
        if row.kept_ticks and row.lane is not None
    ]


def _shared(row: Columns, group: int) -> Shared:
    """What this group has promised to others than online."""
    return tuple(
        (share, _day(row.shared, place))
        for place, (index, share) in enumerate(row.shares)
        if index == group
    )


def _day(octets: bytes, index: int) -> bytes:
    return octets[index * TICKS : (index + 1) * TICKS] if octets else EMPTY_DAY
