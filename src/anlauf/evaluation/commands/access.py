"""Counting how people came and booked, before what they needed is forgotten."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection

from anlauf.evaluation import tallying
from anlauf.evaluation.models import AccessMark

MARKS_LIVE = timedelta(days=60)
"""So long a thing is known as counted; an older one is counted no more."""


def count_access(visits: Collection[int], bookings: Collection[int], *, at: datetime) -> None:
    """Add what is over or booked among these to the sums, each once, however often it is read."""
    since = (at - MARKS_LIVE).date()
    with connection.cursor() as cursor:
        if visits:
            cursor.execute(tallying.VISITS, [list(visits), since])
        if bookings:
            cursor.execute(tallying.BOOKINGS, [list(bookings), since])


def forget_marks(*, at: datetime) -> int:
    """Remove the marks of things that are too old to be counted again; tell how many."""
    removed, _by_model = AccessMark.objects.filter(date__lt=(at - MARKS_LIVE).date()).delete()
    return removed
