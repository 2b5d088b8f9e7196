"""Which clerks work together as one group, as far ahead as pages reach."""

from datetime import datetime

from anlauf.booking.snapshots.recent import RECENT
from anlauf.directory import queries as directory
from anlauf.engine.grid import local


def groups_ahead(*, at: datetime) -> dict[int, set[frozenset[str]]]:
    """What the groups of each office can do, over all days to come: a visit needs one of them."""
    today, _tick = local(at, directory.zone())
    found: dict[int, set[frozenset[str]]] = {}
    for (office, _date), known in RECENT.look(today).items():
        found.setdefault(office, set()).update(known.free.skills)
    return found
