"""Looking every ten minutes how far the next free time is."""

from datetime import datetime, timedelta

from django.db import transaction

from anlauf.booking.values import Start
from anlauf.evaluation import queries
from anlauf.evaluation.commands.facts import sum_up, sum_up_anywhere, turn
from anlauf.evaluation.models import OfferSample
from anlauf.floor import queries as floor

EVERY = timedelta(minutes=10)


@transaction.atomic
def sample(*, at: datetime) -> int:
    """Note what is on offer now in every office, and anywhere in each area; again adds nothing."""
    moment = at - (at - datetime.min.replace(tzinfo=at.tzinfo)) % EVERY
    today = floor.today(at)
    rows = [
        OfferSample(
            at=moment, date=today, area_number=area, office_number=office, minutes=_until(start, at)
        )
        for area, starts in queries.next_starts_by_area(at=at).items()
        for office, start in [*starts.items(), (None, _nearest(list(starts.values())))]
    ]
    turn()
    OfferSample.objects.bulk_create(rows, ignore_conflicts=True)
    sum_up((row.office_number, today) for row in rows if row.office_number is not None)
    sum_up_anywhere(today)
    return len(rows)


def _nearest(starts: list[Start | None]) -> Start | None:
    there = [start for start in starts if start is not None]
    return min(there, key=lambda start: start.at, default=None)


def _until(start: Start | None, at: datetime) -> int | None:
    return None if start is None else max(0, int((start.at - at) / timedelta(minutes=1)))
