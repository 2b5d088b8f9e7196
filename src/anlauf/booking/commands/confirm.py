"""A held time becomes an appointment."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import letters
from anlauf.booking.commands import contacts
from anlauf.booking.models import Appointment
from anlauf.booking.states import UNCONFIRMED, AppointmentState
from anlauf.booking.values import Contact
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused


class HoldEnded(Refused):
    """The form took longer than the time was kept."""

    code = "hold_ended"
    sentence = _("We could not keep this time for you any longer. Please choose a time again.")


@transaction.atomic
def confirm(appointment: Appointment, contact: Contact, *, by: Actor, at: datetime) -> Appointment:
    """Turn the held time into an appointment; doing it twice is doing it once.

    The page stays as it is, so the appointment alone is changed, in one conditional statement.
    """
    contact = contacts.checked(contact)

    still_held = Appointment.objects.filter(
        pk=appointment.pk, state__in=sorted(UNCONFIRMED), held_until__gt=at
    )
    booked = {"state": AppointmentState.BOOKED, "booked_at": at} | contacts.columns(contact)
    if not still_held.update(**booked):
        return _confirmed_before(appointment)

    for column, value in booked.items():
        setattr(appointment, column, value)
    office = appointment.day.office_id
    journal.record("booking.booked", appointment, by=by, at=at, office=office)
    letters.booked(appointment, at=at)
    return appointment


def _confirmed_before(appointment: Appointment) -> Appointment:
    """The appointment an earlier confirmation has made of the hold, if there was one."""
    appointment.refresh_from_db()
    if appointment.state != AppointmentState.BOOKED:
        raise HoldEnded
    return appointment
