"""What somebody has already, known by the mail address or number they share with it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

from anlauf.booking import reach
from anlauf.booking.models import Appointment
from anlauf.booking.queries.appointments import complete
from anlauf.booking.states import UNCONFIRMED, AppointmentState
from anlauf.booking.values import Contact, Policy
from anlauf.core import queries as letters

# First by what the index knows: told to look for any one, the planner would read the whole table.
_KNOWN = """
    WITH theirs AS MATERIALIZED (
        SELECT state, starts_at FROM booking_appointment WHERE reached_by && %s::varchar[]
    )
    SELECT EXISTS (SELECT FROM theirs WHERE state = %s AND starts_at > %s)
"""


def living_of(contact: Contact, *, at: datetime) -> list[Appointment]:
    """Booked appointments still to come of anybody who shares a mailbox or a number with this."""
    return living_known_by(reach.digests(contact.email, contact.phone), at=at)


def living_known_by(digests: list[str], *, at: datetime) -> list[Appointment]:
    """Booked appointments still to come that carry one of these digests."""
    if not digests or not _are_known(digests, at=at):
        return []
    rows = complete().filter(
        reached_by__overlap=digests, state=AppointmentState.BOOKED, starts_at__gt=at
    )
    return list(rows.order_by("starts_at", "pk"))


def is_enough(living: Sequence[Appointment], services: Iterable[int], *, policy: Policy) -> bool:
    """Tell whether those who have these appointments may have no other for these services."""
    if not living:
        return False
    if len(living) >= policy.most_altogether:
        return True
    had = Counter(line.service_id for one in living for line in one.services.all())
    return any(had[service] >= policy.most_per_service for service in services)


def unconfirmed_from(network: str, *, at: datetime) -> int:
    """How many times are kept at this moment for people behind this network."""
    rows = Appointment.objects.filter(
        reached_by__contains=reach.of_networks(network),
        state__in=sorted(UNCONFIRMED),
        held_until__gt=at,
    )
    return rows.count()


def living_from(networks: Sequence[str], *, at: datetime) -> int:
    """How many appointments still to come were booked without an address behind these networks."""
    rows = Appointment.objects.filter(
        reached_by__overlap=list(networks), state=AppointmentState.BOOKED, starts_at__gt=at
    )
    return rows.count()


def _are_known(digests: Sequence[str], *, at: datetime) -> bool:
    """Look whether there is anything to read at all; for most people there is not."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [list(digests), AppointmentState.BOOKED.value, at])
        return bool(cursor.fetchone()[0])


def unreached_at(office: int, *, at: datetime) -> list[Appointment]:
    """Booked appointments still to come here about which a letter reached nobody, soonest first."""
    rows = complete().filter(day__office=office, state=AppointmentState.BOOKED, starts_at__gt=at)
    lost = letters.unreached_things(Appointment._meta.label_lower)
    return list(rows.filter(pk__in=lost).order_by("starts_at", "pk"))
