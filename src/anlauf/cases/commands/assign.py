"""Who works on a case: taken from the top of the list, given, or handed over in illness."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from anlauf.cases.commands import moving
from anlauf.cases.models import Case
from anlauf.cases.states import OURS, OVER
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import first_free, locked_in_order
from anlauf.people.models import Person


@transaction.atomic
def take_next(
    worker: Person, offices: Collection[int], skills: Collection[str], *, by: Actor, at: datetime
) -> Case | None:
    """Give the worker the most urgent case nobody has, of what they are able to do; None if none.

    Two workers who ask at once get two different cases.
    """
    rows = Case.objects.filter(
        office__in=offices,
        state__in=OURS,
        due_on__isnull=False,
        assigned=None,
        kind__service__skill__key__in=skills,
    )
    case = first_free(rows.order_by("due_on", "pk"))
    if case is None:
        return None
    _give(case, worker, by=by, at=at)
    return case


@transaction.atomic
def assign(case: Case, worker: Person | None, *, by: Actor, at: datetime) -> Case:
    """Give a case to somebody, or back to all."""
    held = moving.held(case.pk)
    if held.state in OVER:
        raise moving.NotNow
    if held.assigned_id != (worker.pk if worker else None):
        _give(held, worker, by=by, at=at)
    return held


@transaction.atomic
def hand_over(
    absent: Person, to: Person | None, offices: Collection[int], *, by: Actor, at: datetime
) -> int:
    """Give all open cases of somebody who is away to a colleague, or back to all; tell how many."""
    open_ones = Case.objects.filter(assigned=absent, office__in=offices, closed_at=None)
    rows = locked_in_order(open_ones)
    for case in rows:
        _give(case, to, by=by, at=at)
    return len(rows)


def _give(case: Case, worker: Person | None, *, by: Actor, at: datetime) -> None:
    """Write who has it. The journal tells that it changed hands, not whose they are."""
    case.assigned = worker
    case.save(update_fields=["assigned"])
    verb = "cases.assigned" if worker else "cases.released"
    journal.record(verb, case, by=by, at=at, office=case.office_id)
