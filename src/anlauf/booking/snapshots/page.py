"""An office-day as a page, and its appointments as promises on it."""

from collections.abc import Collection, Iterable, Sequence

from anlauf.booking.models import Appointment, OfficeDay
from anlauf.engine.capacity import EMPTY_DAY, Group, Need, Page, Promise
from anlauf.engine.grid import TICKS


def page(day: OfficeDay) -> Page:
    """The page as it is stored."""
    return written(day.groups, bytes(day.supply), bytes(day.promised), bytes(day.desks))


def written(
    groups: Sequence[Collection[str]], supply: bytes, promised: bytes, desks: bytes
) -> Page:
    """The page in these columns."""
    return Page(
        tuple(
            Group(frozenset(skills), _row(supply, index), _row(promised, index))
            for index, skills in enumerate(groups)
        ),
        desks,
    )


def octets(groups: Iterable[Group]) -> dict[str, object]:
    """The columns in which these groups are stored."""
    rows = tuple(groups)
    return {
        "groups": [sorted(group.skills) for group in rows],
        "supply": b"".join(group.supply for group in rows),
        "promised": b"".join(group.promised for group in rows),
    }


def promises(appointments: Iterable[Appointment]) -> list[Promise]:
    """What these appointments keep of the page; some gave all back, or stand beside it."""
    return [
        Promise(row.pk, Need(frozenset(row.skills), row.kept_ticks), row.start, row.lane)
        for row in appointments
        if row.kept_ticks and row.lane is not None
    ]


def _row(octets: bytes, index: int) -> bytes:
    return octets[index * TICKS : (index + 1) * TICKS] if octets else EMPTY_DAY
