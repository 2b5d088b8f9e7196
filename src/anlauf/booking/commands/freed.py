"""Time that has become free again, and who may have it first."""

from datetime import datetime

from anlauf.booking.commands import writing
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.core.actors import Actor
from anlauf.engine.capacity import Page


def give_back(day: OfficeDay, page: Page, *freed: Appointment, by: Actor, at: datetime) -> None:  # noqa: ARG001 - who may have it first decides the waiting list
    """Store a locked page on which these appointments' time is free again."""
    writing.store(day, page)
