"""Somebody who books here and there while others look."""

import random

from django.db.models import F

from anlauf.booking import snapshots
from anlauf.booking.models import OfficeDay, ThisTransaction
from anlauf.engine import search
from anlauf.engine.capacity import Need, Page

TICKS = 3


class Somebody:
    """Books a quarter of an hour on a day, and gives back what was booked there before."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._days = list(OfficeDay.objects.exclude(groups=[]).values_list("pk", flat=True))
        self._booked: dict[int, tuple[int, int]] = {}

    def acts(self) -> None:
        """Write one page anew; where everything is taken it only counts as written."""
        row = OfficeDay.objects.get(pk=self._draw.choice(self._days))
        page = self._after(row.pk, snapshots.page(row))
        OfficeDay.objects.filter(pk=row.pk).update(
            **snapshots.promised(page.groups), version=F("version") + 1, changed=ThisTransaction()
        )

    def _after(self, day: int, page: Page) -> Page:
        if day in self._booked:
            lane, start = self._booked.pop(day)
            return page.given_back(lane, start, TICKS)
        need = Need(self._draw.choice(page.groups).skills, TICKS)
        free = list(search.ticks_in(page.free_starts(need)))
        if not free:
            return page
        start = self._draw.choice(free)
        lane = page.lanes(need, start)[0]
        self._booked[day] = lane, start
        return page.taken(lane, start, TICKS)
