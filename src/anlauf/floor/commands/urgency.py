"""Somebody without an appointment shows a published reason, and is called sooner."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries as booking
from anlauf.booking.models import UrgencyRule
from anlauf.booking.values import Line
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.floor import queries
from anlauf.floor.commands.passage import expect, held, note
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState


class NoReason(Refused):
    """What was shown does not count for what they came for."""

    code = "no_reason"
    sentence = _("This reason does not count today for what number %(label)s came for.")


@transaction.atomic
def put_first(visit: Visit, rule: UrgencyRule, *, by: Actor, at: datetime) -> Visit:
    """Note which published reason was shown; saying it again is harmless."""
    visit = held(visit)
    expect(visit, TicketState.WAITING)
    if visit.urgency_id == rule.pk:
        return visit
    lines = [Line(item.service_id, item.count) for item in visit.items.all()]
    if rule not in booking.urgency_rules(lines, queries.today(at)):
        raise NoReason(label=visit.label)

    visit.urgency = rule
    visit.save(update_fields=["urgency"])
    note("floor.put_first", visit, by=by, at=at, rule=rule.pk)
    return visit


@transaction.atomic
def put_in_line(visit: Visit, *, by: Actor, at: datetime) -> Visit:
    """Take that back: the visit waits like others again."""
    visit = held(visit)
    expect(visit, TicketState.WAITING)
    if visit.urgency_id is None:
        return visit

    visit.urgency = None
    visit.save(update_fields=["urgency"])
    note("floor.put_in_line", visit, by=by, at=at)
    return visit
