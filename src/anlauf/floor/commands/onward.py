"""Going on: to another desk, to the office next door, back into the line, or home."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries as appointments
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Line
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.directory.models import Desk, Office, Skill
from anlauf.floor import queries
from anlauf.floor.commands.desks import DeskClosed
from anlauf.floor.commands.passage import end, enter, expect, held, note
from anlauf.floor.models import Item, Visit
from anlauf.floor.states import AT_A_DESK, IN_THE_BUILDING, TicketState


class AnotherPlace(Refused):
    """A visit walks through a door, not through the city."""

    code = "another_place"
    sentence = _("%(office)s is at another address. Please book an appointment there.")


class DeskElsewhere(Refused):
    """The desk belongs to another office."""

    code = "desk_elsewhere"
    sentence = _("Desk %(desk)s is not in this office. Please pass the visit on to the office.")


@transaction.atomic
def transfer(
    visit: Visit, to: Desk | Office, *, lines: Sequence[Line] = (), by: Actor, at: datetime
) -> Visit:
    """Let the visit wait again, with its number: for a desk, for the office next door or here.

    `lines` says what is still to be done, if that is not what they came for; it decides which
    colleagues can call them.
    """
    visit = held(visit)
    expect(visit, *IN_THE_BUILDING)
    office, desk = _target(visit, to)
    if _is_there(visit, office, desk) and not lines:
        return visit
    _write_lines(visit, lines, office)

    left = visit.desk_id
    visit.office, visit.wanted_desk, visit.desk = office, desk, None
    if visit.state == TicketState.WAITING:
        visit.save(update_fields=["office", "wanted_desk", "skills", "minutes"])
    else:
        enter(visit, TicketState.WAITING, at=at)
    wanted = desk.pk if desk else None
    note("floor.transferred", visit, by=by, at=at, desk=left, wanted_desk=wanted)
    return visit


@transaction.atomic
def pass_to_skill(visit: Visit, skill: Skill, *, by: Actor, at: datetime) -> Visit:
    """Let the visit wait again, with its number, for whoever here has this skill."""
    visit = held(visit)
    expect(visit, TicketState.WAITING, *AT_A_DESK)
    if visit.state == TicketState.WAITING and visit.skills == [skill.key]:
        return visit

    left = visit.desk_id
    visit.skills, visit.wanted_desk, visit.desk = [skill.key], None, None
    if visit.state == TicketState.WAITING:
        visit.save(update_fields=["skills", "wanted_desk"])
    else:
        enter(visit, TicketState.WAITING, at=at)
    note("floor.transferred", visit, by=by, at=at, desk=left, skill=skill.pk)
    return visit


@transaction.atomic
def leave(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """The visitor gives up; what was promised to them is free again."""
    return end(visit, TicketState.LEFT, AppointmentState.LEFT, by=by, at=at)


def _target(visit: Visit, to: Desk | Office) -> tuple[Office, Desk | None]:
    if isinstance(to, Office):
        if to.place_id != visit.place_id:
            raise AnotherPlace(office=to.short)
        return to, None
    if to.office_id != visit.office_id:
        raise DeskElsewhere(desk=to.name)
    if not to.active:
        raise DeskClosed(desk=to.name)
    return visit.office, to


def _is_there(visit: Visit, office: Office, desk: Desk | None) -> bool:
    waits = visit.state == TicketState.WAITING
    return waits and visit.office_id == office.pk and visit.wanted_desk_id == (desk and desk.pk)


def _write_lines(visit: Visit, lines: Sequence[Line], office: Office) -> None:
    """Note what is still to be done; next door must offer it as well."""
    if not lines and office.pk == visit.office_id:
        return
    lines = lines or [Line(item.service_id, item.count) for item in visit.items.all()]
    need = appointments.needed(lines, office.pk)
    for line in lines:
        Item.objects.update_or_create(
            visit=visit,
            service_id=line.service,
            defaults={"count": line.count},
            create_defaults={"count": line.count, "added_at_desk": True},
        )
    visit.skills = sorted(need.skills)
    visit.minutes = queries.planned_minutes(
        need.ticks, visit.access_needs, visit.office_id, visit.date
    )
