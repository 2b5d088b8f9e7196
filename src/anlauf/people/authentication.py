"""Recognise somebody by login and password, and slow down those who guess."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Refused
from anlauf.people import tries
from anlauf.people.models import Person


class NotRecognised(Refused):
    """Login and password do not belong together; which of them is wrong is not said."""

    code = "not_recognised"
    status = 422
    sentence = _("The user name or the password is not right. Please try again.")


def recognise(login: str, password: str, *, origin: str, at: datetime) -> Person:
    """The person behind login and password, or a refusal that tells nothing to a guesser."""
    tries.check(login, origin, at=at)

    person = authenticate(username=login, password=password)
    if not isinstance(person, Person):
        tries.count(login, origin, at=at)
        raise NotRecognised

    tries.forget(login, origin)
    return person
