"""The urgent lane: a claim is checked before it opens anything, and judged at the counter."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries
from anlauf.booking.commands import pages
from anlauf.booking.dates import spelled
from anlauf.booking.models import Appointment, UrgencyRule
from anlauf.booking.snapshots import urgency as snapshots
from anlauf.booking.states import ClaimState, Share
from anlauf.booking.values import Line, Wish
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.engine import urgency
from anlauf.engine.grid import local


class NotUrgent(Refused):
    """Nothing that counts today was claimed."""

    code = "not_urgent"
    sentence = _(
        "Urgent times are only for the reasons in our list."
        " Please choose a reason, or one of the other times."
    )


class DateNotUrgent(NotUrgent):
    """The reason counts, but not for the date that was stated."""

    sentence = _(
        "“%(rule)s” counts for a date from today to %(latest)s."
        " Please check the date, or choose one of the other times."
    )


class NothingClaimed(Refused):
    """There is no claim to judge."""

    code = "nothing_claimed"
    sentence = _("Nobody said that this appointment is urgent.")


def columns(wish: Wish, *, at: datetime) -> dict[str, object]:
    """What a promise keeps of the claim that opened its share.

    Holding, booking and moving pass here, so no form, link or program opens urgent times by merely
    naming them.
    """
    if wish.share != Share.URGENT:
        return {}
    rule = rule_that_holds(wish.urgency, wish.urgent_on, wish.lines, at=at)
    return {"urgency": rule, "urgent_on": wish.urgent_on, "claim": ClaimState.STATED}


def rule_that_holds(
    number: int | None, stated: date | None, lines: Iterable[Line], *, at: datetime
) -> UrgencyRule:
    """The reason claimed, if it counts today for these services and this date; else NotUrgent."""
    today = local(at, directory.zone())[0]
    rules = {rule.pk: rule for rule in queries.urgency_rules(lines, today)}
    claimed = rules.get(number) if number is not None else None
    if claimed is None:
        raise NotUrgent

    rule = snapshots.rule(claimed)
    if not urgency.holds(rule, stated, today):
        last = urgency.latest(rule, today)
        if last is None:
            raise NotUrgent
        name = say(claimed.name, get_language() or "")
        raise DateNotUrgent(rule=name, latest=spelled(last))
    return claimed


@transaction.atomic
def judge_claim(
    appointment: Appointment, state: ClaimState, *, by: Actor, at: datetime
) -> Appointment:
    """Note whether the proof was shown; another look at the papers may change it."""
    judged = pages.lock_alone(appointment)

    if judged.urgency_id is None:
        raise NothingClaimed
    if judged.claim == state:
        return judged

    judged.claim = state
    judged.save(update_fields=["claim"])
    facts: dict[str, object] = {"claim": state, "rule": judged.urgency_id}
    journal.record(
        "booking.claim_judged", judged, by=by, at=at, office=judged.day.office_id, facts=facts
    )
    return judged
