"""Who may see what of an appointment found by its code (ADR 41).

The code alone tells when and where; the link that moves and cancels is given only to those who also
know the mail address or number left when booking. Guessing is slowed down for both.
"""

import hmac
from datetime import datetime, timedelta

from django.core import signing
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import GONE
from anlauf.core.refusal import Invalid, Unknown
from anlauf.people import tries

VALID = timedelta(minutes=30)
SALT = "anlauf.citizen.found"
DIGITS_COMPARED = 8


class CodeUnknown(Unknown):
    """No living appointment has this code."""

    code = "code_unknown"
    status = 422
    sentence = _(
        "We find no appointment with this code. Maybe it was cancelled, or it is already over."
    )


class ContactWrong(Invalid):
    """The mail address or number is not the one left when booking."""

    code = "contact_wrong"
    sentence = _("This is not the e-mail address or number that was left with the booking.")


def by_code(code: str, *, origin: str, at: datetime) -> Appointment:
    """The appointment with this code, unless too many wrong ones came from there."""
    subject = f"appointment-code:{code}"
    tries.check(subject, origin, at=at)
    try:
        return booking.appointment_by_code(code)
    except booking.UnknownAppointment:
        tries.count(subject, origin, at=at)
        raise CodeUnknown from None


def prove(appointment: Appointment, contact: str, *, origin: str, at: datetime) -> None:
    """Compare with what was left when booking; raises ContactWrong."""
    subject = f"appointment-contact:{appointment.code}"
    tries.check(subject, origin, at=at)
    if not _is_theirs(appointment, contact):
        tries.count(subject, origin, at=at)
        raise ContactWrong


def token(appointment: Appointment, *, at: datetime) -> str:
    """A word for an address: whoever has it knew the code a moment ago."""
    until = (at + VALID).isoformat(timespec="seconds")
    return signing.Signer(salt=SALT).sign_object([appointment.pk, until])


def by_token(word: str, *, at: datetime) -> Appointment:
    """The appointment such a word stands for; raises CodeUnknown when it is too old."""
    try:
        number, until = signing.Signer(salt=SALT).unsign_object(word)
        found = booking.appointment_by_number(int(number))
    except (signing.BadSignature, ValueError, booking.UnknownAppointment):
        raise CodeUnknown from None
    if datetime.fromisoformat(until) < at or found.state in GONE:
        raise CodeUnknown
    return found


def _is_theirs(appointment: Appointment, contact: str) -> bool:
    """Compare letters without regard to their size, and numbers by their last digits."""
    mail = appointment.email.casefold()
    if mail and hmac.compare_digest(mail.encode(), contact.strip().casefold().encode()):
        return True
    ours, theirs = _digits(appointment.phone), _digits(contact)
    return len(theirs) == DIGITS_COMPARED and hmac.compare_digest(ours, theirs)


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign in "0123456789")[-DIGITS_COMPARED:]
