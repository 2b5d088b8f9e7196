"""Finding appointments again: by what people hold in their hands, and by day."""

from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import Appointment, AppointmentService
from anlauf.booking.states import GONE, OCCUPYING, UNCONFIRMED, Purpose
from anlauf.core import keys
from anlauf.core.refusal import Unknown
from anlauf.engine import codes

_LINES = Prefetch("services", AppointmentService.objects.select_related("service").order_by("pk"))


class UnknownAppointment(Unknown):
    """No appointment belongs to what was shown."""

    code = "unknown_appointment"
    sentence = _("We cannot find this appointment. Please check the link or the code.")


def appointment_by_key(key: str, purpose: str, *, at: datetime) -> Appointment:
    """The appointment this key opens for this purpose, with all that a page says about it."""
    return _opened(_complete(), key, purpose, at=at)


def opened_by(key: str, purpose: str, *, at: datetime) -> Appointment:
    """The appointment this key opens for this purpose, alone, for a command to act on."""
    return _opened(_with_day("day"), key, purpose, at=at)


def appointment_by_code(code: str) -> Appointment:
    """The living appointment with this code, however it was typed."""
    try:
        spelled = codes.normalise(code)
    except codes.NotACode as slip:
        raise UnknownAppointment from slip
    appointment = _complete().filter(code=spelled).exclude(state__in=GONE).first()
    if appointment is None:
        raise UnknownAppointment
    return appointment


def appointment_by_number(number: int) -> Appointment:
    """The appointment with this number."""
    appointment = _complete().filter(pk=number).first()
    if appointment is None:
        raise UnknownAppointment
    return appointment


def appointments_of_day(office: int, on: date) -> list[Appointment]:
    """Whoever is or was expected on this day, in the order of their times."""
    rows = _complete().filter(day__office=office, day__date=on, state__in=OCCUPYING)
    return list(rows.order_by("start", "pk"))


def manage_key(appointment: Appointment) -> str:
    """What the link in letters carries: it moves or cancels the appointment."""
    return keys.derive(Purpose.MANAGE, appointment.uid)


def hold_key(appointment: Appointment) -> str:
    """What the form carries while the time is held."""
    return keys.derive(Purpose.HOLD, appointment.uid)


def _opened(rows: QuerySet[Appointment], key: str, purpose: str, *, at: datetime) -> Appointment:
    appointment = rows.filter(
        Q(keys__expires_at__isnull=True) | Q(keys__expires_at__gt=at),
        keys__digest=keys.digest(key),
        keys__purpose=purpose,
    ).first()
    if appointment is None:
        raise UnknownAppointment
    if purpose == Purpose.MANAGE and appointment.state in UNCONFIRMED:
        raise UnknownAppointment
    return appointment


def _complete() -> QuerySet[Appointment]:
    """Appointments with everything people want to know about them, in two statements."""
    return _with_day("day__office__place", "day__office__area").prefetch_related(_LINES)


def _with_day(*relations: str) -> QuerySet[Appointment]:
    """Appointments with their day, the arrays of its page apart."""
    rows = Appointment.objects.select_related(*relations)
    return rows.defer("day__supply", "day__promised", "day__desks", "day__groups")
