"""The city that is measured: Hamburg as it is shipped, its days as full as told."""

import random
from datetime import UTC, datetime

from django.db import connection

from anlauf.booking import snapshots
from anlauf.booking.models import OfficeDay, ThisTransaction
from anlauf.core import clock
from anlauf.demo import prepare
from anlauf.directory.models import Offering, Service
from anlauf.engine.capacity import Group, Page
from anlauf.engine.grid import TICKS

SEED = 7


def now() -> datetime:
    """The moment of the measured city: the machine's."""
    return clock.now().astimezone(UTC)


def describe() -> None:
    """Load Hamburg with nothing on offer."""
    prepare.describe(at=now(), say=quietly)


def load() -> None:
    """Load Hamburg and put ten weeks on offer."""
    describe()
    prepare.publish(at=now(), say=quietly)


def fill(share: float) -> None:
    """Promise about this share of every day, without telling who to."""
    draw = random.Random(SEED)
    for day in OfficeDay.objects.iterator():
        page = snapshots.page(day)
        filled = Page(tuple(_filled(group, share, draw) for group in page.groups), page.desks)
        OfficeDay.objects.filter(pk=day.pk).update(
            **snapshots.promised(filled.groups), changed=ThisTransaction()
        )
    with connection.cursor() as cursor:  # or the server tidies up while somebody's time is taken
        cursor.execute(f"VACUUM (ANALYZE) {OfficeDay._meta.db_table}")


def short_service() -> tuple[Service, tuple[int, ...]]:
    """A service of 15 minutes that most residents' offices offer, and those offices."""
    offered: dict[Service, list[int]] = {}
    rows = Offering.objects.filter(minutes=15, office__area__key="residents", visible=True)
    for row in rows.select_related("service").order_by("office"):
        offered.setdefault(row.service, []).append(row.office_id)
    service = max(offered, key=lambda each: len(offered[each]))
    return service, tuple(offered[service])


def _filled(group: Group, share: float, draw: random.Random) -> Group:
    """The group with visits of 10 to 20 minutes in most of its clerks' time."""
    promised = bytearray(TICKS)
    tick = 0
    while tick < TICKS:
        end = min(tick + draw.choice((2, 3, 3, 4)), TICKS)
        for inside in range(tick, end):
            clerks = group.supply[inside]
            promised[inside] = sum(draw.random() < share for _ in range(clerks))
        tick = end
    return Group(group.skills, group.supply, bytes(promised))


def quietly(_line: str) -> None:
    """Say nothing."""
