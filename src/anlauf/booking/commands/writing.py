"""What a promise leaves in the tables, in as few statements as can be."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import F

from anlauf.booking import snapshots
from anlauf.booking.commands import statement
from anlauf.booking.commands.pages import Place
from anlauf.booking.commands.statement import Left, Only
from anlauf.booking.models import Appointment, OfficeDay, ThisTransaction
from anlauf.engine.capacity import Page

NOTHING = Left()


def placed(draft: Appointment, found: Place) -> Appointment:
    """The draft with its day, time and staff group."""
    draft.day = found.day
    draft.start, draft.ticks, draft.kept_ticks = found.start, found.need.ticks, found.need.ticks
    draft.lane, draft.skills = found.lane, sorted(found.need.skills)
    draft.starts_at = found.starts_at
    return draft


def write(
    found: Place, draft: Appointment, wanted: Counter[int], left: Left = NOTHING
) -> Appointment:
    """Write the promise into the place, with all it leaves, and the page that now counts it."""
    page = found.page.taken(found.lane, found.start, found.need.ticks, draft.share)
    promise = placed(draft, found)
    statement.promise(found.day, _columns(page), promise, wanted, left)
    return promise


def change(appointment: Appointment, to: Mapping[str, object], only: Only, left: Left) -> bool:
    """Change the appointment and write what it leaves; tell whether it still was as expected."""
    if not statement.change(appointment, to, only, left):
        return False
    for column, value in to.items():
        setattr(appointment, column, value)
    return True


def facts(appointment: Appointment) -> dict[str, object]:
    """What the journal keeps of a promise."""
    return {
        "date": appointment.day.date.isoformat(),
        "start": appointment.start,
        "ticks": appointment.ticks,
        "share": appointment.share,
        "channel": appointment.channel,
    }


def store(day: OfficeDay, page: Page) -> None:
    """Write what the page promises now."""
    OfficeDay.objects.filter(pk=day.pk).update(
        **_columns(page),
        version=F("version") + 1,
        changed=ThisTransaction(),
    )


def _columns(page: Page) -> dict[str, object]:
    return snapshots.promised(page.groups)
