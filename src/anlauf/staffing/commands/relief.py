"""Something is done about the rest of a day, and taken back: duties, tickets, appointments.

Each step is a row that holds which proposal it was and what taking it back needs. Presses at one
office line up behind each other, so that a proposal pressed twice is done once. What changes about
duties is published at once; a date with appointments in conflict keeps its page, as after a call
in sick.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import commands as booking
from anlauf.booking import queries as promises
from anlauf.booking.decisions import Target
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words, locked_in_order
from anlauf.core.refusal import Refused
from anlauf.directory.models import Office
from anlauf.engine.capacity import Page
from anlauf.engine.grid import TICKS
from anlauf.floor import commands as floor
from anlauf.staffing import queries
from anlauf.staffing.commands.publish import Published, publish
from anlauf.staffing.models import Duty, Employee, Roster, ShiftPattern, Step
from anlauf.staffing.relief import Way
from anlauf.staffing.states import RosterState, StepKind


class NoLongerOpen(Refused):
    """Somebody was quicker, or a rule or the clock is in the way by now."""

    code = "no_longer_open"
    sentence = _("That is no longer possible. Please look at the proposals again.")


class TakenBackAlready(Refused):
    """Somebody took the step back meanwhile, or its day is over."""

    code = "taken_back_already"
    sentence = _("That has been taken back already, or its day is over.")


class CannotGoBack(Refused):
    """Somebody's duty was changed again since."""

    code = "cannot_go_back"
    sentence = _("This was changed again since, so it cannot be taken back by itself.")


@dataclass(frozen=True)
class Done:
    """What was done, and what came of publishing it."""

    step: Step
    published: tuple[Published, ...]

    @property
    def conflicts(self) -> int:
        """How many appointments would now find nobody there."""
        return sum(len(one.codes) for each in self.published for one in each.conflicts)


def take_step(office: Office, key: str, *, by: Actor, at: datetime) -> Done:
    """Do it, if it is still among the ways out; pressed once more it is done already."""
    today = queries.today(at)
    with transaction.atomic():
        roster = _held(office, today)
        way = queries.way_named(office, key, at=at)
        if way is None:
            return Done(_again(office, key, at=at), ())

        facts = {"way": key, **_do(way, roster, office, by=by, at=at)}
        step = Step.objects.create(
            office=office, date=today, kind=way.kind, facts=facts, made_at=at
        )
        known: dict[str, object] = {"kind": way.kind}
        journal.record("staffing.step_taken", step, by=by, at=at, office=office.pk, facts=known)
    return Done(step, _publish(step, by=by, at=at))


def take_step_back(office: Office, number: int, *, by: Actor, at: datetime) -> Done:
    """Let everything be as before the step, as far as nobody has changed it since."""
    today = queries.today(at)
    with transaction.atomic():
        _held(office, today)
        known_step = Step.objects.filter(pk=number, office=office, date=today)
        step = next(iter(locked_in_order(known_step)), None)
        if step is None or step.ended_at is not None:
            raise TakenBackAlready
        _undo(step, office, by=by, at=at)
        step.ended_at = at
        step.save(update_fields=["ended_at"])
        known: dict[str, object] = {"kind": step.kind}
        journal.record(
            "staffing.step_taken_back", step, by=by, at=at, office=office.pk, facts=known
        )
    return Done(step, _publish(step, by=by, at=at))


def _again(office: Office, key: str, *, at: datetime) -> Step:
    """The step by which it was done already; refuses where there is none."""
    step = queries.step_by(office.pk, key, at=at)
    if step is None:
        raise NoLongerOpen
    return step


def _do(
    way: Way, roster: Roster | None, office: Office, *, by: Actor, at: datetime
) -> dict[str, object]:
    """Change the rows; tell what taking it back needs."""
    if way.kind == StepKind.TICKETS:
        floor.stop_tickets(office, by=by, at=at)
        return {}
    if way.kind == StepKind.MOVE:
        return {"moved": _moved(way, by=by, at=at)}
    if roster is None:
        raise NoLongerOpen
    today = queries.today(at)
    employee = Employee.objects.get(number=way.who)
    if way.kind == StepKind.FLOATER:
        shift = ShiftPattern.objects.get(key=way.shift)
        duty = Duty.objects.create(
            roster=roster, employee=employee, date=today, office=office, shift=shift
        )
        return {"duty": duty.pk, "name": employee.name}
    duty = Duty.objects.get(roster=roster, employee=employee, date=today)
    if way.kind == StepKind.LEND:
        before = duty.office_id
        duty.office = office
        duty.save(update_fields=["office"])
        return {"duty": duty.pk, "from": before, "name": employee.name, "office": way.short}
    duty.at_counter = True
    duty.save(update_fields=["at_counter"])
    return {"duty": duty.pk, "name": employee.name}


def _undo(step: Step, office: Office, *, by: Actor, at: datetime) -> None:
    if step.kind == StepKind.TICKETS:
        floor.give_tickets_again(office, by=by, at=at)
        return
    if step.kind == StepKind.MOVE:
        _move_back(step, by=by, at=at)
        return
    duty = Duty.objects.filter(pk=step.facts["duty"], office=office, date=step.date).first()
    if duty is None:
        raise CannotGoBack
    if step.kind == StepKind.FLOATER:
        duty.delete()
    if step.kind == StepKind.LEND:
        duty.office_id = step.facts["from"]
        duty.save(update_fields=["office"])
    if step.kind == StepKind.FILES:
        duty.at_counter = False
        duty.save(update_fields=["at_counter"])


def _held(office: Office, on: date) -> Roster | None:
    """The roster that holds on this date, behind its lock; others of the office are held, too.

    An office may have no roster, so whoever does something about its day names it first.
    """
    hold_words([f"the day of office {office.pk}"])
    published = Roster.objects.filter(
        state=RosterState.PUBLISHED, offices__contains=[office.pk], first__lte=on
    )
    rows = locked_in_order(published)
    return next((row for row in rows if row.first <= on <= row.last), None)


def _moved(way: Way, *, by: Actor, at: datetime) -> list[list[object]]:
    """Each appointment moved: the new one's number, and where and when the old one was."""
    rows, today = promises.conflicts_named(list(way.appointments)), queries.today(at)
    nothing_today = {today: Page((), bytes(TICKS))}
    targets = {
        number: target
        for number, target in promises.proposals(rows, nothing_today, at=at).items()
        if target.date > today
    }
    if not targets:
        raise NoLongerOpen
    new = booking.offer_new_times(targets, by=by, at=at)
    return [
        [new[row.pk].pk, row.day.office_id, row.day.date.isoformat(), row.start]
        for row in rows
        if row.pk in new
    ]


def _move_back(step: Step, *, by: Actor, at: datetime) -> None:
    """Those who still have the time we offered get their old one again, if it is still free."""
    booking.offer_new_times(
        {
            number: Target(office, date.fromisoformat(on), start)
            for number, office, on, start in step.facts["moved"]
        },
        by=by,
        at=at,
    )


def _publish(step: Step, *, by: Actor, at: datetime) -> tuple[Published, ...]:
    """Let the pages of all offices concerned say what the duties say."""
    if "duty" not in step.facts:
        return ()
    offices = {step.office_id, step.facts.get("from", step.office_id)}
    return tuple(publish(number, step.date, step.date, by=by, at=at) for number in sorted(offices))
