"""Own words are screened by a machine before anybody can read them."""

from datetime import datetime

from django.db import transaction

from anlauf.core import journal, seal
from anlauf.core.actors import Actor
from anlauf.core.locking import several_free
from anlauf.directory.models import Office
from anlauf.people import queries as people
from anlauf.surveys.models import Remark
from anlauf.surveys.screening import screen as screened
from anlauf.surveys.states import REMARK, RemarkState

_AT_ONCE = 200


@transaction.atomic
def screen(*, by: Actor, at: datetime) -> int:
    """Screen what waits for it; tell how many remarks it were. What was masked is kept nowhere."""
    waiting = Remark.objects.filter(state=RemarkState.WAITING).order_by("pk")
    rows = several_free(waiting, _AT_ONCE)
    offices = Office.objects.in_bulk({row.office_number for row in rows})
    names = {office: _names(office) for office in offices}
    for row in rows:
        _decide(row, names.get(row.office_number, []))
    Remark.objects.bulk_update(rows, ["state", "sealed", "text"])
    journal.record_all("surveys.screened", offices.values(), by=by, at=at)
    return len(rows)


def _names(office: int) -> list[str]:
    return [person.name for person in people.staff_of(office)]


def _decide(row: Remark, names: list[str]) -> None:
    found = screened(_words(row), names)
    state = RemarkState.SHOWN if found.text else RemarkState.WITHHELD
    REMARK.check(RemarkState(row.state), state)
    row.state, row.text, row.sealed = state, found.text or "", b""


def _words(row: Remark) -> str:
    """The words, or nothing when the city no longer has the key they were sealed with."""
    try:
        return seal.opened_text(row.sealed)
    except seal.Unreadable:
        return ""
