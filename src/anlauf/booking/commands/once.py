"""Write once: a retry with the same key gets what the first try made."""

import secrets
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError

from anlauf.booking.models import Appointment
from anlauf.core import rows
from anlauf.core.refusal import Refused
from anlauf.engine import codes

_TRIES = 3
_CODE_TAKEN = "one_living_appointment_per_code"


T = TypeVar("T")


def with_a_code(make: Callable[[str], T]) -> T:
    """Make something with a fresh code, which is drawn again where it is in use already."""
    for left in reversed(range(_TRIES)):
        try:
            return make(_drawn())
        except IntegrityError as trouble:
            if not left or not _is_about_the_code(trouble):
                raise
    raise AssertionError("The last try returns or raises.")


def once(request_key: UUID, make: Callable[[str], Appointment]) -> Appointment:
    """Make the appointment with a fresh code, or give what this request has made before.

    Nothing is looked up beforehand: only where making fails does it matter whether an earlier or
    parallel try has succeeded.
    """
    try:
        return with_a_code(make)
    except (IntegrityError, Refused):
        made = rows.find(Appointment, request_key=request_key)
        if made is None:
            raise
        return made


def _drawn() -> str:
    return codes.spell(secrets.randbelow(codes.NUMBERS))


def _is_about_the_code(trouble: Exception) -> bool:
    diagnosis = getattr(trouble.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) == _CODE_TAKEN
