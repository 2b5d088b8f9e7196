"""Which clerks work together as one group, as far ahead as pages reach."""

from datetime import datetime

from anlauf.booking.models import OfficeDay
from anlauf.directory import queries as directory
from anlauf.engine.grid import local


def groups_ahead(*, at: datetime) -> dict[int, set[frozenset[str]]]:
    """What the groups of each office can do, over all days to come: a visit needs one of them."""
    today, _tick = local(at, directory.zone())
    pages = OfficeDay.objects.filter(date__gte=today).order_by()
    found: dict[int, set[frozenset[str]]] = {}
    for office, groups in pages.values_list("office", "groups").distinct():
        found.setdefault(office, set()).update(frozenset(group) for group in groups)
    return found
