"""Who may still be asked."""

from anlauf.booking.models import Appointment
from anlauf.core import keys
from anlauf.floor.models import Visit
from anlauf.surveys.models import Answered, Consent
from anlauf.surveys.states import PURPOSE


def mark_of(visit: Visit) -> str:
    """What says that this visit was answered about."""
    return keys.digest(keys.derive(PURPOSE, visit.appointment.uid))


def answered(visit: Visit) -> bool:
    """Tell whether somebody has answered about this visit."""
    return Answered.objects.filter(mark=mark_of(visit)).exists()


def wants_to_be_asked(appointment: Appointment) -> bool:
    """Tell whether a letter will ask after this appointment."""
    return Consent.objects.filter(appointment=appointment).exists()
