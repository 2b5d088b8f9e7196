"""What a team lead decides for the rest of today; tomorrow everything is as usual again."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.directory.models import Desk, Office
from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor import queries
from anlauf.floor.commands.arrival import line_up
from anlauf.floor.commands.rules import UnknownDesk, remove_dispatch_rule, set_dispatch_rule
from anlauf.floor.models import DispatchRule, TicketStop
from anlauf.floor.values import DispatchRuleSaid


class RuleBeganToday(Refused):
    """A lasting rule begins on this very day, and must not end with it."""

    code = "rule_began_today"
    sentence = _(
        "A new rule for calling begins in this office today. Please change that rule itself."
    )


@transaction.atomic
def stop_tickets(office: Office, *, by: Actor, at: datetime) -> TicketStop:
    """Let nobody in without an appointment for the rest of the day; once more changes nothing."""
    roll = line_up(office, queries.today(at))  # whoever draws a number stands behind it
    stopped = _stop(office, roll.date)
    if stopped is not None:
        return stopped

    stop = TicketStop.objects.create(office=office, date=roll.date, stopped_at=at)
    journal.record("floor.tickets_stopped", stop, by=by, at=at, office=office.pk)
    return stop


@transaction.atomic
def give_tickets_again(office: Office, *, by: Actor, at: datetime) -> None:
    """Take the stop back; without one nothing happens."""
    roll = line_up(office, queries.today(at))
    stop = _stop(office, roll.date)
    if stop is None:
        return

    stop.ended_at = max(at, stop.stopped_at)
    stop.save(update_fields=["ended_at"])
    journal.record("floor.tickets_given_again", stop, by=by, at=at, office=office.pk)


@transaction.atomic
def serve_everybody_today(desk: Desk, *, by: Actor, at: datetime) -> DispatchRule:
    """A pick-up desk calls everybody in turn for the rest of the day."""
    rule = queries.dispatch_policy(desk.office_id, queries.today(at))
    if desk.number not in rule.pickup_desks:
        raise UnknownDesk(desk=desk.name)
    others = rule.pickup_desks - {desk.number}
    return _for_today(desk.office_id, replace(rule, pickup_desks=others), by=by, at=at)


@transaction.atomic
def small_matters_today(desk: Desk, *, by: Actor, at: datetime) -> DispatchRule:
    """A desk prefers small matters for the rest of the day."""
    rule = queries.dispatch_policy(desk.office_id, queries.today(at))
    desks = rule.pickup_desks | {desk.number}
    return _for_today(desk.office_id, replace(rule, pickup_desks=desks), by=by, at=at)


@transaction.atomic
def keep_nobody_back_today(office: int, *, by: Actor, at: datetime) -> DispatchRule:
    """Clerks with a rare skill call everybody in turn for the rest of the day."""
    rule = queries.dispatch_policy(office, queries.today(at))
    return _for_today(office, replace(rule, rare_skills=frozenset()), by=by, at=at)


@transaction.atomic
def usual_rule_again(office: int, *, by: Actor, at: datetime) -> None:
    """Call by the usual rule again; without a rule for today nothing happens."""
    today = queries.today(at)
    for row in DispatchRule.objects.filter(office=office, valid_from=today, valid_to=today):
        remove_dispatch_rule(row.pk, by=by, at=at)


def _for_today(office: int, rule: DispatchPolicy, *, by: Actor, at: datetime) -> DispatchRule:
    today = queries.today(at)
    lasting = DispatchRule.objects.filter(office=office, valid_from=today).exclude(valid_to=today)
    if lasting.exists():
        raise RuleBeganToday
    usual = queries.policy_of(office, today)
    said = DispatchRuleSaid(
        policy=rule,
        tickets_before_minutes=usual.tickets_before_minutes,
        more_time_percent=usual.more_time_percent,
        valid_from=today,
        valid_to=today,
    )
    return set_dispatch_rule(office, said, by=by, at=at)


def _stop(office: Office, on: date) -> TicketStop | None:
    return TicketStop.objects.filter(office=office, date=on, ended_at__isnull=True).first()
