"""A case in one line, for whoever meets its person: which one it is and where it stands."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.cases.models import Case
from anlauf.cases.states import CaseState

STANDING: dict[str, Promise] = {
    CaseState.RECEIVED: _("received"),
    CaseState.CHECKING: _("being checked"),
    CaseState.WAITING_FOR_PAPERS: _("waiting for papers"),
    CaseState.READY_FOR_VISIT: _("ready for the visit"),
    CaseState.DECIDING: _("being decided"),
    CaseState.PRODUCING: _("being produced"),
    CaseState.READY_FOR_PICKUP: _("ready to be picked up"),
    CaseState.CLOSED: _("closed"),
    CaseState.REJECTED: _("rejected"),
    CaseState.WITHDRAWN: _("withdrawn"),
}
"""Where a case stands, in words for staff."""


@dataclass(frozen=True)
class Brief:
    """Which case it is, what it is about and where it stands; not whose it is."""

    code: str
    service: dict[str, str]
    standing: Promise


def brief(number: int) -> Brief | None:
    """The case with this number in one line."""
    row = Case.objects.select_related("kind__service").filter(pk=number).first()
    if row is None:
        return None
    return Brief(row.code, row.kind.service.name, STANDING[row.state])
