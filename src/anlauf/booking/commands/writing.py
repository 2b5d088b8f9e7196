"""What a promise leaves in the tables, in as few statements as can be."""

from collections import Counter

from django.db.models import F

from anlauf.booking import snapshots
from anlauf.booking.commands.pages import Place
from anlauf.booking.models import Appointment, AppointmentService, OfficeDay, ThisTransaction
from anlauf.engine.capacity import Page


def write(found: Place, draft: Appointment, wanted: Counter[int]) -> Appointment:
    """Write the promise into the place, with its services, and the page that now counts it."""
    ticks = found.need.ticks
    store(found.day, found.page.taken(found.lane, found.start, ticks))

    draft.day = found.day
    draft.start, draft.ticks, draft.kept_ticks = found.start, ticks, ticks
    draft.lane, draft.skills = found.lane, sorted(found.need.skills)
    draft.starts_at = found.starts_at
    draft.save(force_insert=True)
    AppointmentService.objects.bulk_create(
        AppointmentService(appointment=draft, service_id=service, count=count)
        for service, count in wanted.items()
    )
    return draft


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
        promised=snapshots.octets(page.groups)["promised"],
        version=F("version") + 1,
        changed=ThisTransaction(),
    )
