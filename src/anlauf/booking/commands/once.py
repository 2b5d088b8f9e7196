"""Write once: a retry with the same key gets what the first try made."""

import secrets
from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError

from anlauf.booking.models import Appointment
from anlauf.core import rows
from anlauf.core.refusal import Refused
from anlauf.engine import codes

_TRIES = 3
_CODE_TAKEN = "one_living_appointment_per_code"


def once(request_key: UUID, make: Callable[[str], Appointment]) -> Appointment:
    """Make the appointment with a fresh code, or give what this request has made before.

    Nothing is looked up beforehand: only where making fails does it matter whether an earlier or
    parallel try has succeeded. A code already in use is drawn again.
    """
    for left in reversed(range(_TRIES)):
        try:
            return make(codes.spell(secrets.randbelow(codes.NUMBERS)))
        except (IntegrityError, Refused) as trouble:
            made = rows.find(Appointment, request_key=request_key)
            if made is not None:
                return made
            if not left or not _is_about_the_code(trouble):
                raise
    raise AssertionError("The last try returns or raises.")


def _is_about_the_code(trouble: Exception) -> bool:
    diagnosis = getattr(trouble.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) == _CODE_TAKEN
