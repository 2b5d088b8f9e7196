"""What a promise leaves in the tables, in as few statements as can be."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import F

from anlauf.booking import snapshots
from anlauf.booking.commands import statement
from anlauf.booking.commands.pages import Place
from anlauf.booking.commands.statement import Left, Only
from anlauf.booking.models import Appointment, OfficeDay, ThisTransaction
from anlauf.core import parts, rows
from anlauf.core.parts import Parts
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
    promise = placed(draft, found)
    (number,) = parts.write(promised(found, promise, wanted, left), "appointment")
    return kept(promise, number, wanted)


def promised(
    found: Place, promise: Appointment, wanted: Counter[int], left: Left = NOTHING
) -> Parts:
    """What writes a placed promise and the page that then counts it, as parts of a statement."""
    page = found.page.taken(found.lane, found.start, found.need.ticks, promise.share)
    return statement.promise(found.day, _columns(page), promise, wanted, left)


def kept(promise: Appointment, number: int | None, wanted: Counter[int]) -> Appointment:
    """The promise, which stands in its table now under this number."""
    assert number is not None
    rows.stored(promise, number)
    promise.known_lines = list(wanted.items())
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


def page_part(day: OfficeDay, page: Page) -> Parts:
    """The same as a part of a statement."""
    return statement.page_part(day, _columns(page))


def _columns(page: Page) -> dict[str, object]:
    return snapshots.promised(page.groups)
