"""Two times right after one another, held together because one visit could not take everything."""

from datetime import datetime
from uuid import UUID, uuid5

from anlauf.booking.models import Appointment
from anlauf.booking.queries.appointments import complete
from anlauf.booking.states import GONE, UNCONFIRMED, AppointmentState


def key_after(request_key: UUID) -> UUID:
    """The request that holds the second time, known from the one that holds the first."""
    return uuid5(request_key, "after")


def kept_after(first: Appointment, *, at: datetime) -> Appointment | None:
    """The second time, as long as it is kept and nobody has confirmed it."""
    kept = complete().filter(state__in=sorted(UNCONFIRMED), held_until__gt=at)
    return kept.filter(request_key=key_after(first.request_key)).first()


def waits_along(first: Appointment, *, at: datetime) -> Appointment | None:
    """The second time, if the letter about the first confirms it as well."""
    second = kept_after(first, at=at)
    if second is None or second.state != AppointmentState.AWAITING_CONFIRMATION:
        return None
    return second if second.email == first.email else None


def named_along(first: Appointment, email: str) -> Appointment | None:
    """The second time, if a letter to this address about the first has to name it."""
    same = complete().filter(request_key=key_after(first.request_key), email=email)
    return same.exclude(state__in=[*GONE, AppointmentState.HELD]).first()


def booked_after(first: Appointment) -> Appointment | None:
    """The second of two booked for the same contact."""
    same = {"name": first.name, "email": first.email, "phone": first.phone}
    booked = complete().filter(state=AppointmentState.BOOKED, **same)
    return booked.filter(request_key=key_after(first.request_key)).first()
