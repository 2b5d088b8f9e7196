"""Finding appointments again: by what people hold in their hands, and by day."""

import hmac
from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from anlauf.booking import reach
from anlauf.booking.models import Appointment, AppointmentService, OfficeDay
from anlauf.booking.states import GONE, OCCUPYING, UNCONFIRMED, Purpose
from anlauf.core import keys, rows
from anlauf.core.refusal import Unknown
from anlauf.engine import codes

# Every step after a hold begins with this; composing it anew took many times as long as running it.
_OPENED = """
    SELECT key.expires_at, day.id, day.office_id, day.date,
           ARRAY(SELECT ARRAY[line.service_id, line.count]
                 FROM booking_appointmentservice AS line
                 WHERE line.appointment_id = appointment.id ORDER BY line.id),
           {columns}
    FROM booking_key AS key
    JOIN booking_appointment AS appointment ON appointment.id = key.appointment_id
    JOIN booking_officeday AS day ON day.id = appointment.day_id
    WHERE key.digest = %s AND key.purpose = %s
"""
_PROVED = """
    SELECT EXISTS (SELECT FROM booking_key AS key
                   JOIN booking_appointment AS appointment ON appointment.id = key.appointment_id
                   WHERE appointment.uid = %s AND key.purpose = %s)
"""
_DAY = ("id", "office_id", "date")  # the arrays of its page apart

_LINES = Prefetch("services", AppointmentService.objects.select_related("service").order_by("pk"))


class UnknownAppointment(Unknown):
    """No appointment belongs to what was shown."""

    code = "unknown_appointment"
    sentence = _("We cannot find this appointment. Please check the link or the code.")


class LinkEnded(UnknownAppointment):
    """The key was good once."""

    code = "link_ended"
    status = 410
    sentence = _(
        "This link has ended, because the appointment is over."
        " If you need another one, please book it on the start page."
    )


def appointment_by_key(key: str, purpose: str, *, at: datetime) -> Appointment:
    """The appointment this key opens for this purpose, with all that a page says about it."""
    return _opened(complete(), key, purpose, at=at)


def opened_by(key: str, purpose: str, *, at: datetime) -> Appointment:
    """The appointment this key opens for this purpose, alone, for a command to act on."""
    with connection.cursor() as cursor:
        cursor.execute(_opening(), [keys.digest(key), purpose])
        row = cursor.fetchone()
    if row is None:
        raise UnknownAppointment
    until, day, lines, columns = row[0], row[1:4], row[4], row[5:]
    appointment = rows.read(Appointment, columns)
    appointment.known_lines = lines
    appointment.day = OfficeDay.from_db(connection.alias, _DAY, day)
    return _if_it_opens(appointment, until, key, purpose, at=at)


def appointment_by_code(code: str) -> Appointment:
    """The living appointment with this code, however it was typed."""
    try:
        spelled = codes.normalise(code)
    except codes.NotACode as slip:
        raise UnknownAppointment from slip
    living = complete().filter(code=spelled).exclude(state__in=[*GONE, *UNCONFIRMED])
    appointment = living.first()
    if appointment is None:
        raise UnknownAppointment
    return appointment


def appointment_by_number(number: int) -> Appointment:
    """The appointment with this number."""
    appointment = complete().filter(pk=number).first()
    if appointment is None:
        raise UnknownAppointment
    return appointment


def appointments_of_day(office: int, on: date) -> list[Appointment]:
    """Whoever is or was expected on this day, in the order of their times."""
    of_day = complete().filter(day__office=office, day__date=on, state__in=OCCUPYING)
    return list(of_day.order_by("start", "pk"))


def manage_key(appointment: Appointment) -> str:
    """What the link in letters carries: it moves or cancels the appointment."""
    return keys.derive(Purpose.MANAGE, appointment.uid)


def hold_key(appointment: Appointment) -> str:
    """What the form carries while the time is held."""
    return keys.derive(Purpose.HOLD, appointment.uid)


def confirm_key(appointment: Appointment) -> str:
    """What only the letter to its mail address carries: it proves the mailbox.

    No answer to a browser or a program ever contains it.
    """
    return mailbox_key(appointment, appointment.email)


def mailbox_key(appointment: Appointment, email: str) -> str:
    """The key for a letter to this very address; it is worthless once another has been left."""
    return keys.derive(f"{Purpose.CONFIRM}:{email}", appointment.uid)


def askers_key(appointment: Appointment) -> str:
    """The key for whoever asked for the appointment.

    The letters' own, unless a mailbox has to prove or has proved it: then the form's, which
    neither confirms nor manages anything.
    """
    if appointment.state in UNCONFIRMED or was_proved_by_mail(appointment):
        return hold_key(appointment)
    return manage_key(appointment)


def was_proved_by_mail(appointment: Appointment) -> bool:
    """Tell whether it, or the promise it follows, was booked through a letter."""
    if appointment.state in UNCONFIRMED or _is_known_without_mail(appointment):
        return False
    with connection.cursor() as cursor:
        cursor.execute(_PROVED, [appointment.uid, Purpose.CONFIRM.value])
        return bool(cursor.fetchone()[0])


def _is_known_without_mail(appointment: Appointment) -> bool:
    """Tell whether no mail address was left: a contact is forgotten as a whole, never in part."""
    return not appointment.email and bool(appointment.phone or appointment.name)


def booked_by_mailbox(appointment: Appointment, email: str) -> bool:
    """Tell whether it was booked through a letter to this very mailbox."""
    same = reach.mailbox(appointment.email) == reach.mailbox(email) != ""
    return same and was_proved_by_mail(appointment)


def _opened(known: QuerySet[Appointment], key: str, purpose: str, *, at: datetime) -> Appointment:
    found = known.filter(keys__digest=keys.digest(key), keys__purpose=purpose)
    appointment = found.annotate(opens_until=F("keys__expires_at")).first()
    if appointment is None:
        raise UnknownAppointment
    return _if_it_opens(appointment, appointment.opens_until, key, purpose, at=at)


def _if_it_opens(
    appointment: Appointment, until: datetime | None, key: str, purpose: str, *, at: datetime
) -> Appointment:
    if not _opens(appointment, key, purpose):
        raise UnknownAppointment
    if until is not None and until <= at:
        raise LinkEnded
    return appointment


@lru_cache(maxsize=1)
def _opening() -> str:
    columns = rows.columns(Appointment, "appointment")
    return _OPENED.format(columns=columns)


def _opens(appointment: Appointment, key: str, purpose: str) -> bool:
    """Tell whether the key still means what it meant when it was given."""
    if purpose == Purpose.MANAGE:
        return appointment.state not in UNCONFIRMED
    if purpose == Purpose.CONFIRM:  # another address may have been left since
        return hmac.compare_digest(key.encode(), confirm_key(appointment).encode())
    return True


def complete() -> QuerySet[Appointment]:
    """Appointments with everything people want to know about them, in two statements."""
    return _with_day("day__office__place", "day__office__area").prefetch_related(_LINES)


def _with_day(*relations: str) -> QuerySet[Appointment]:
    """Appointments with their day, the arrays of its page apart."""
    known = Appointment.objects.select_related(*relations)
    return known.defer("day__supply", "day__promised", "day__desks", "day__groups")
