"""Where an appointment's own page stands, and where to look for another time like it."""

from django.urls import reverse

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.web.citizen import addresses
from anlauf.web.citizen.journey import Journey


def page_of(appointment: Appointment) -> str:
    """The page that only its owner knows: see, move, cancel."""
    return reverse("citizen:appointment", args=[booking.manage_key(appointment)])


def times_like(appointment: Appointment, journey: Journey) -> str:
    """The free times for the same matter with the same answers."""
    line = next(iter(appointment.services.all()))
    known = journey.on_day("") if journey.params() else Journey(count=str(line.count))
    return addresses.of("questions", line.service.key, known)
