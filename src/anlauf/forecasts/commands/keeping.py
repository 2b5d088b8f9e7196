"""What a night has found is written down in one step; the same night again replaces it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words
from anlauf.directory.models import City
from anlauf.forecasts.models import Foreseen, Night
from anlauf.forecasts.values import Error, Expected


@transaction.atomic
def keep_foreseen(days: Iterable[Expected], since: date, *, by: Actor, at: datetime) -> int:
    """Put new forecasts in the place of those from this date on; tell how many rows."""
    hold_words(["keep_foreseen"])
    Foreseen.objects.filter(date__gte=since).delete()
    rows = Foreseen.objects.bulk_create(
        (
            Foreseen(
                office_id=one.office,
                skill=one.skill,
                date=one.on,
                made_on=one.made_on,
                expected=list(one.expected),
                low=list(one.low),
                high=list(one.high),
                marks=list(one.marks),
            )
            for one in days
        ),
        batch_size=1000,
    )
    facts: dict[str, object] = {"rows": len(rows), "since": since.isoformat()}
    journal.record("forecasts.foreseen", City.objects.get(), by=by, at=at, facts=facts)
    return len(rows)


@transaction.atomic
def note_night(
    on: date, errors: Mapping[str, Error], drifting: Sequence[str], *, by: Actor, at: datetime
) -> Night:
    """Note how far each model was from a day, and which no longer fit; once more is harmless.

    A model that begins to drift is said aloud in the journal.
    """
    hold_words(["note_night"])
    before = Night.objects.filter(date__lt=on).order_by("-date").first()
    known = {"made_at": at, "errors": {name: asdict(one) for name, one in errors.items()}}
    row, new = Night.objects.update_or_create(
        date=on, defaults={**known, "drifting": sorted(drifting)}
    )
    facts: dict[str, object] = {"date": on.isoformat(), "again": not new}
    journal.record("forecasts.night_noted", row, by=by, at=at, facts=facts)
    for name in sorted(set(drifting) - set(before.drifting if before else ())):
        journal.record("forecasts.model_drifts", row, by=by, at=at, facts={"model": name})
    return row
