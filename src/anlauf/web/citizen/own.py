"""Where an appointment's own page stands, and where to look for another time like it."""

from django.urls import reverse

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.web.citizen import addresses, wanted
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.wanted import Wanted


def page_of(appointment: Appointment) -> str:
    """The page that only its owner knows: see, move, cancel."""
    return reverse("citizen:appointment", args=[booking.manage_key(appointment)])


def times_like(appointment: Appointment, journey: Journey) -> str:
    """The free times for the same matters with the same answers."""
    first, *further = appointment.services.all()
    also = wanted.written(Wanted(line.service.key, line.count) for line in further)
    before = Journey(count=str(first.count), also=also)
    known = journey.on_day("") if journey.params() else before
    return addresses.of("questions", first.service.key, known)
