"""How people can be reached, checked before it is written down."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from anlauf.booking import reach
from anlauf.booking.models import Appointment, KeptWish
from anlauf.booking.values import Contact
from anlauf.core.refusal import Invalid
from anlauf.core.text import spoken

_LONGEST_NAME = 120
_LONGEST_MAIL = 254
_SHORTEST_PHONE, _LONGEST_PHONE = 5, 30
_LONGEST_NEED, _MOST_NEEDS = 20, 10
_PHONE_SIGNS = frozenset("0123456789+-/() ")


class WrongName(Invalid):
    """A name no table holds."""

    code = "wrong_name"
    sentence = _("Please write a name of at most %(longest)s characters in one line.")


class WrongMail(Invalid):
    """An address no letter reaches."""

    code = "wrong_email"
    sentence = _("This e-mail address is not complete. Maybe like name@example.org?")


class WrongPhone(Invalid):
    """A number no phone has."""

    code = "wrong_phone"
    sentence = _("Please write a phone number with digits, such as 040 123456.")


class WrongNeeds(Invalid):
    """Needs nobody offers."""

    code = "wrong_needs"
    sentence = _("Please choose what you need from the list.")


def checked(contact: Contact) -> Contact:
    """The contact in the form it is kept in; an unknown language becomes the city's own."""
    contact = replace(
        contact,
        name=contact.name.strip(),
        email=contact.email.strip(),
        phone=contact.phone.strip(),
        language=spoken(contact.language),
    )
    if len(contact.name) > _LONGEST_NAME or not _is_one_line(contact.name):
        raise WrongName(longest=_LONGEST_NAME)
    if contact.email:
        _check_mail(contact.email)
    if contact.phone:
        _check_phone(contact.phone)
    _check_needs(contact.access_needs)
    return contact


def columns(contact: Contact, reached_by: list[str] | None = None) -> dict[str, object]:
    """A row's columns with a checked contact, and the digests it shall be known by."""
    if reached_by is None:
        reached_by = reach.digests(contact.email, contact.phone)
    return vars(contact) | {
        "access_needs": list(contact.access_needs),
        "reached_by": reached_by,
    }


def of(row: Appointment | KeptWish) -> Contact:
    """The contact an appointment or an entry on the waiting list carries."""
    return Contact(row.name, row.email, row.phone, row.language, tuple(row.access_needs))


def _check_mail(email: str) -> None:
    if len(email) > _LONGEST_MAIL:
        raise WrongMail
    try:
        validate_email(email)
        email.rpartition("@")[2].encode("idna")  # as a mail server will ask for it
    except (ValidationError, UnicodeError):
        raise WrongMail from None


def _check_phone(phone: str) -> None:
    digits = sum(sign.isdigit() for sign in phone)
    if len(phone) > _LONGEST_PHONE or digits < _SHORTEST_PHONE or set(phone) - _PHONE_SIGNS:
        raise WrongPhone


def _check_needs(needs: tuple[str, ...]) -> None:
    if len(needs) > _MOST_NEEDS or any(
        len(need) > _LONGEST_NEED or not _is_one_line(need) for need in needs
    ):
        raise WrongNeeds


def _is_one_line(text: str) -> bool:
    """Tell whether the text is free of control characters; right-to-left names and emoji are."""
    return not any(ord(sign) < ord(" ") or ord(sign) == 0x7F for sign in text)
