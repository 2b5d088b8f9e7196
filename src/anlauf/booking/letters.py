"""Letters about appointments, put in the outbox with the change they speak of.

The words stand in `templates/letters/`. Somebody without a mail address gets a short message by
phone; somebody without either gets nothing and has the printed page.
"""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.booking import calendar
from anlauf.booking.details import details
from anlauf.booking.models import Appointment
from anlauf.core import outbox
from anlauf.core.models import Letter

_LONGEST_SUBJECT = 200


def booked(appointment: Appointment, *, at: datetime) -> None:
    """Say what has been booked."""
    _put("booked", _("Booked: %(title)s on %(date)s, %(clock)s"), appointment, at=at)


def moved(appointment: Appointment, *, at: datetime) -> None:
    """Say which time holds now."""
    _put("moved", _("New time: %(title)s on %(date)s, %(clock)s"), appointment, at=at)


def cancelled(appointment: Appointment, *, at: datetime) -> None:
    """Say that the appointment is off."""
    _put("cancelled", _("Cancelled: %(title)s on %(date)s, %(clock)s"), appointment, at=at)


def _put(kind: str, subject: Promise, appointment: Appointment, *, at: datetime) -> None:
    to = _recipient(appointment)
    if to is None:
        return
    with translation.override(to.language):
        outbox.put(_words(kind, subject, to, appointment, at=at), to, about=appointment, at=at)


def _recipient(appointment: Appointment) -> outbox.Recipient | None:
    if appointment.email:
        return outbox.Recipient(Letter.Channel.MAIL, appointment.email, appointment.language)
    if appointment.phone:
        return outbox.Recipient(Letter.Channel.SMS, appointment.phone, appointment.language)
    return None


def _words(
    kind: str,
    subject: Promise,
    to: outbox.Recipient,
    appointment: Appointment,
    *,
    at: datetime,
) -> outbox.Words:
    words = details(appointment, to.language)
    facts = {"title": words.title, "date": words.date, "clock": words.clock}
    line = (str(subject) % facts)[:_LONGEST_SUBJECT]
    if to.channel == Letter.Channel.SMS:
        return outbox.Words(
            kind, "", render_to_string("letters/short.txt", {"line": line, "words": words})
        )

    body = render_to_string(f"letters/{kind}.txt", {"words": words})
    return outbox.Words(kind, line, body, calendar.written(appointment, words, at=at))
