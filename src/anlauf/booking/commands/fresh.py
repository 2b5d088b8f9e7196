"""Codes for promises that nobody asked for by name: times kept for the list, or kept back."""

import secrets

from anlauf.booking.models import Appointment
from anlauf.booking.states import GONE
from anlauf.engine import codes


def code() -> str:
    """A code that no living appointment has."""
    while True:
        drawn = codes.spell(secrets.randbelow(codes.NUMBERS))
        if not Appointment.objects.filter(code=drawn).exclude(state__in=GONE).exists():
            return drawn
