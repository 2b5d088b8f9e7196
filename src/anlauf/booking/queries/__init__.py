"""What booking can tell."""

from anlauf.booking.models import Appointment
from anlauf.booking.queries.appointments import (
    UnknownAppointment,
    appointment_by_code,
    appointment_by_key,
    appointment_by_number,
    appointments_of_day,
    hold_key,
    lines_of,
    manage_key,
)
from anlauf.booking.queries.load import Load, load_of_day, loads_of_day
from anlauf.booking.queries.needs import (
    NothingWanted,
    NotOffered,
    Terms,
    TooMany,
    counted,
    needed,
    terms,
)
from anlauf.booking.queries.offer import (
    days_on_offer,
    earliest_per_office,
    starts_of_day,
    times_on_offer,
)

__all__ = [
    "Appointment",
    "Load",
    "NotOffered",
    "NothingWanted",
    "Terms",
    "TooMany",
    "UnknownAppointment",
    "appointment_by_code",
    "appointment_by_key",
    "appointment_by_number",
    "appointments_of_day",
    "counted",
    "days_on_offer",
    "earliest_per_office",
    "hold_key",
    "lines_of",
    "load_of_day",
    "loads_of_day",
    "manage_key",
    "needed",
    "starts_of_day",
    "terms",
    "times_on_offer",
]
