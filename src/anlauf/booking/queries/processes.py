"""Appointments as other systems' front ends know them: by a number and 64 hexadecimal digits.

Whoever asked for an appointment gets the key of its process, which shows and cancels it. The keys
of the mailbox stand in letters alone; they are `confirm_key` and `manage_key`, spelled in the same
digits.
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anlauf.booking import reach
from anlauf.booking.models import Appointment
from anlauf.booking.queries.appointments import (
    LinkEnded,
    UnknownAppointment,
    appointment_by_number,
    confirm_key,
    mailbox_key,
    manage_key,
    was_proved_by_mail,
)
from anlauf.booking.queries.reached import living_of
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import UNCONFIRMED, AppointmentState
from anlauf.booking.values import Contact, Policy
from anlauf.core import keys
from anlauf.core.refusal import Unknown

_PURPOSE = "process"


class WrongKey(Unknown):
    """The appointment exists, and the key shown is not one of its own."""

    code = "wrong_key"
    sentence = _("This key does not open this. Please use the newest link.")


@dataclass(frozen=True)
class Process:
    """An appointment that somebody has opened, and whether with a key from its letters."""

    appointment: Appointment
    by_letter: bool = False

    @property
    def tells_all(self) -> bool:
        """Tell whether code and link may be shown: to nobody else once a mailbox is asked."""
        if self.by_letter:
            return True
        unproved = self.appointment.state in UNCONFIRMED
        return not unproved and not was_proved_by_mail(self.appointment)


def process_key(appointment: Appointment) -> str:
    """The key for whoever asked for the appointment; it follows when the appointment moves."""
    return _digits(keys.derive(_PURPOSE, appointment.uid))


def letter_key(appointment: Appointment, email: str) -> str:
    """The key in the letter to this address, in hexadecimal digits."""
    return _digits(mailbox_key(appointment, email))


def owners_key(appointment: Appointment) -> str:
    """The key in the letters about a booked appointment, in hexadecimal digits."""
    return _digits(manage_key(appointment))


def process(number: int, key: str, *, at: datetime, policy: Policy | None = None) -> Process:
    """The appointment with this number, or the one that took its place, if the key opens it.

    Its keys end when links do.
    """
    policy = policy or policy_at(at)
    appointment = _newest(appointment_by_number(number))
    by_letter = _is_from_a_letter(appointment, key)
    if not by_letter and not _same(key, process_key(appointment)):
        raise WrongKey
    if appointment.starts_at + policy.links_last <= at:
        raise LinkEnded
    return Process(appointment, by_letter=by_letter)


def proved_elsewhere(appointment: Appointment, *, at: datetime) -> bool:
    """Tell whether its mailbox is proved by another appointment for the same, still to come.

    That is how a front end moves an appointment that knows no moving: it books the new time first
    and cancels the old one afterwards.
    """
    contact = Contact(email=appointment.email)
    mailbox, wanted = reach.mailbox(appointment.email), _lines(appointment)
    return any(
        reach.mailbox(other.email) == mailbox
        and _lines(other) == wanted
        and was_proved_by_mail(other)
        for other in living_of(contact, at=at)
    )


def _is_from_a_letter(appointment: Appointment, key: str) -> bool:
    if appointment.state not in UNCONFIRMED and _same(key, owners_key(appointment)):
        return True
    return bool(appointment.email) and _same(key, _digits(confirm_key(appointment)))


def _newest(appointment: Appointment) -> Appointment:
    if appointment.state != AppointmentState.MOVED:
        return appointment
    same = Appointment.objects.filter(uid=appointment.uid).exclude(state=AppointmentState.MOVED)
    number = same.order_by("-pk").values_list("pk", flat=True).first()
    if number is None:
        raise UnknownAppointment
    return appointment_by_number(number)


def _lines(appointment: Appointment) -> dict[int, int]:
    return {line.service_id: line.count for line in appointment.services.all()}


def _digits(key: str) -> str:
    return base64.urlsafe_b64decode(f"{key}=").hex()


def _same(shown: str, right: str) -> bool:
    return hmac.compare_digest(shown.encode(), right.encode())
