"""The certificate that bridges the time until a decision: what stands on it, and whether it holds.

Its code is derived from the case and its last day, so nothing is stored that could be copied, and a
longer certificate has another code.
"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid5

from anlauf.cases.models import Case
from anlauf.cases.states import BEFORE_THE_DECISION
from anlauf.core import keys
from anlauf.directory import queries as directory
from anlauf.engine import codes
from anlauf.engine.grid import local

_PURPOSE = "certificate"


@dataclass(frozen=True)
class Certificate:
    """That somebody's permit keeps its effect until we decide, at most until a day."""

    case: Case
    until: date
    code: str
    on: date  # of this reading


def certificate_of(case: Case, *, at: datetime) -> Certificate | None:
    """The certificate that holds for the case now; none once it is decided, over or out of date."""
    today = local(at, directory.zone())[0]
    until = case.provisional_until
    if until is None or until < today or case.state not in BEFORE_THE_DECISION:
        return None
    return Certificate(case, until, _code(case, until), today)


def certificate_with(number: str, code: str, *, at: datetime) -> Certificate | None:
    """The certificate of the case with this number, if this is its code and it holds now."""
    case = Case.objects.filter(code=number).select_related("office").first()
    found = None if case is None else certificate_of(case, at=at)
    if found is None or not hmac.compare_digest(found.code, code):
        return None
    return found


def _code(case: Case, until: date) -> str:
    """Twice seven characters of the alphabet of codes: 10¹⁹ of them."""
    key = keys.derive(_PURPOSE, uuid5(case.uid, until.isoformat())).encode()
    return f"{codes.spell(key[:21])}-{codes.spell(key[21:])}"
