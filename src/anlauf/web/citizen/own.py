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


def waiting_like(appointment: Appointment) -> str:
    """The waiting list for the same matters."""
    return _like("wait", appointment, Journey())


def times_like(appointment: Appointment, journey: Journey) -> str:
    """The free times for the same matters with the same answers."""
    return _like("questions", appointment, journey)


def _like(page: str, appointment: Appointment, journey: Journey) -> str:
    first, *further = appointment.services.all()
    also = wanted.written(Wanted(line.service.key, line.count) for line in further)
    before = Journey(count=str(first.count), also=also)
    known = journey.on_day("") if journey.params() else before
    return addresses.of(page, first.service.key, known)
