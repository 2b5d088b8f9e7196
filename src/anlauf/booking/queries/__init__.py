"""What booking can tell."""

from anlauf.booking.models import Appointment
from anlauf.booking.queries.appointments import (
    UnknownAppointment,
    appointment_by_code,
    appointment_by_key,
    appointment_by_number,
    appointments_of_day,
    hold_key,
    manage_key,
    opened_by,
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
from anlauf.booking.queries.orders import Fitting, Results, results
from anlauf.booking.queries.told import Told, told

__all__ = [
    "Appointment",
    "Fitting",
    "Load",
    "NotOffered",
    "NothingWanted",
    "Results",
    "Terms",
    "Told",
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
    "load_of_day",
    "loads_of_day",
    "manage_key",
    "needed",
    "opened_by",
    "results",
    "starts_of_day",
    "terms",
    "times_on_offer",
    "told",
]
