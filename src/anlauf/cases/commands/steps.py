"""A case goes on its way: checked, visited, produced, picked up, or withdrawn."""

from datetime import datetime

from django.db import transaction

from anlauf.cases import letters
from anlauf.cases.commands import moving
from anlauf.cases.models import Case
from anlauf.cases.states import CaseState, StopCause
from anlauf.core.actors import Actor


@transaction.atomic
def start_checking(case: Case, *, by: Actor, at: datetime) -> Case:
    """Somebody looks into it for the first time; a second press changes nothing."""
    held = moving.held(case.pk)
    if held.state != CaseState.CHECKING:
        moving.move(held, CaseState.CHECKING, "cases.checking", by=by, at=at)
    return held


@transaction.atomic
def check_again(case: Case, *, by: Actor, at: datetime) -> Case:
    """Go back to checking: the visit is not needed yet, or something turned up while deciding.

    A decision that stands is sent back first.
    """
    held = moving.held(case.pk)
    if held.state == CaseState.CHECKING:
        return held
    if held.decisions.filter(dropped_at=None).exists():
        raise moving.NotNow
    moving.go_on(held, StopCause.VISIT, at=at)
    moving.go_on(held, StopCause.PAPERS, at=at)
    moving.move(held, CaseState.CHECKING, "cases.checked_again", by=by, at=at)
    return held


@transaction.atomic
def invite_to_visit(case: Case, *, by: Actor, at: datetime) -> Case:
    """Everything is there: the person may book a time, and until then the clock stands still."""
    held = moving.held(case.pk)
    if held.state != CaseState.READY_FOR_VISIT:
        moving.stop(held, StopCause.VISIT, at=at)
        moving.move(held, CaseState.READY_FOR_VISIT, "cases.ready_for_visit", by=by, at=at)
        letters.ready_for_visit(held, at=at)
    return held


@transaction.atomic
def visited(case: Case, *, by: Actor, at: datetime) -> Case:
    """The person was here; now the matter can be decided."""
    held = moving.held(case.pk)
    if held.state == CaseState.READY_FOR_VISIT:
        moving.go_on(held, StopCause.VISIT, at=at)
        moving.move(held, CaseState.DECIDING, "cases.visited", by=by, at=at)
    return held


@transaction.atomic
def served(case: Case, *, by: Actor, at: datetime) -> Case:
    """The person was served at a desk for this; what it waited for them to come for is done."""
    held = moving.held(case.pk)
    if held.state == CaseState.READY_FOR_VISIT:
        moving.go_on(held, StopCause.VISIT, at=at)
        moving.move(held, CaseState.DECIDING, "cases.visited", by=by, at=at)
    elif held.state == CaseState.READY_FOR_PICKUP:
        moving.move(held, CaseState.CLOSED, "cases.picked_up", by=by, at=at)
    return held


@transaction.atomic
def card_is_here(case: Case, *, by: Actor, at: datetime) -> Case:
    """What was produced lies ready; the person is told."""
    held = moving.held(case.pk)
    if held.state != CaseState.READY_FOR_PICKUP:
        moving.move(held, CaseState.READY_FOR_PICKUP, "cases.ready_for_pickup", by=by, at=at)
        letters.ready_for_pickup(held, at=at)
    return held


@transaction.atomic
def not_as_it_should_be(case: Case, *, by: Actor, at: datetime) -> Case:
    """What was produced has a fault and is made anew."""
    held = moving.held(case.pk)
    moving.move(held, CaseState.PRODUCING, "cases.produced_anew", by=by, at=at)
    return held


@transaction.atomic
def hand_out(case: Case, *, by: Actor, at: datetime) -> Case:
    """The person has it: the matter is over."""
    held = moving.held(case.pk)
    if held.state != CaseState.CLOSED:
        moving.move(held, CaseState.CLOSED, "cases.picked_up", by=by, at=at)
    return held


@transaction.atomic
def picked_up_by_mistake(case: Case, *, by: Actor, at: datetime) -> Case:
    """Take back that it was handed out."""
    held = moving.held(case.pk)
    if held.state == CaseState.CLOSED:
        moving.move(held, CaseState.READY_FOR_PICKUP, "cases.pick_up_undone", by=by, at=at)
    return held


@transaction.atomic
def withdraw(case: Case, *, by: Actor, at: datetime) -> Case:
    """The person no longer wants it."""
    held = moving.held(case.pk)
    if held.state != CaseState.WITHDRAWN:
        moving.move(held, CaseState.WITHDRAWN, "cases.withdrawn", by=by, at=at)
        letters.withdrawn(held, at=at)
    return held
