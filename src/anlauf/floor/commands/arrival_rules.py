"""Rules of arrival are written and taken away; from that moment on people come by them."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words, locked_in_order
from anlauf.core.refusal import Invalid
from anlauf.floor import queries, snapshots
from anlauf.floor.afar import ArrivalRuleSaid
from anlauf.floor.commands.rules import (
    LONGEST,
    NothingToTakeBack,
    RuleEndsTooSoon,
    TooManyMinutes,
)
from anlauf.floor.models import ArrivalRule


class KeptTooShort(Invalid):
    """Somebody who looks for the entrance would be given up."""

    code = "kept_too_short"
    sentence = _("A place is kept for at least %(least)s minutes.")


LEAST_KEPT = 5


@transaction.atomic
def set_arrival_rule(
    office: int | None, said: ArrivalRuleSaid, *, by: Actor, at: datetime
) -> ArrivalRule:
    """Write the rule of this office, or the city's; one that began on the same day is replaced.

    The same words again change nothing.
    """
    check_arrival_rule(said)
    hold_words([f"arrival:{office}"])  # there may be no row yet
    row = ArrivalRule.objects.filter(office=office, valid_from=said.valid_from).first()

    before = snapshots.arrival_rule(row) if row else None
    if row is not None and before == said:
        return row

    row, _made = ArrivalRule.objects.update_or_create(
        office_id=office,
        valid_from=said.valid_from,
        defaults=asdict(said.policy) | {"valid_to": said.valid_to},
    )
    _note("floor.arrival_rule_set", row, before, said, by=by, at=at)
    return row


@transaction.atomic
def remove_arrival_rule(number: int, *, by: Actor, at: datetime) -> None:
    """Take a rule away, so that the city's holds again, or the usual; once more is harmless."""
    for row in locked_in_order(ArrivalRule.objects.filter(pk=number)):
        before = snapshots.arrival_rule(row)
        _note("floor.arrival_rule_removed", row, before, None, by=by, at=at)
        row.delete()


@transaction.atomic
def end_arrival_rule(number: int, last: date, *, by: Actor, at: datetime) -> None:
    """Let a rule hold until this day; one that would begin later is taken away."""
    for row in locked_in_order(ArrivalRule.objects.filter(pk=number)):
        if row.valid_from is not None and row.valid_from > last:
            remove_arrival_rule(row.pk, by=by, at=at)
            continue
        before = snapshots.arrival_rule(row)
        row.valid_to = last
        row.save(update_fields=["valid_to"])
        _note("floor.arrival_rule_set", row, before, snapshots.arrival_rule(row), by=by, at=at)


@transaction.atomic
def take_back_arrival_rule(office: int, *, by: Actor, at: datetime) -> None:
    """Undo the last change of this office's own rules; twice is forth."""
    changes = queries.arrival_changes(office, most=1)
    if not changes:
        raise NothingToTakeBack
    last = changes[0]
    if last.before is not None:
        set_arrival_rule(office, last.before, by=by, at=at)
        return
    begins = last.after.valid_from if last.after else None
    for row in ArrivalRule.objects.filter(office=office, valid_from=begins):
        remove_arrival_rule(row.pk, by=by, at=at)


def check_arrival_rule(said: ArrivalRuleSaid) -> None:
    """Refuse a rule that cannot hold."""
    if said.valid_from and said.valid_to and said.valid_to < said.valid_from:
        raise RuleEndsTooSoon
    if any(value > LONGEST for value in asdict(said.policy).values()):
        raise TooManyMinutes(most=LONGEST)
    if said.policy.keep_minutes < LEAST_KEPT:
        raise KeptTooShort(least=LEAST_KEPT)


def _note(
    verb: str,
    row: ArrivalRule,
    before: ArrivalRuleSaid | None,
    after: ArrivalRuleSaid | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    facts: dict[str, object] = {"before": _noted(before), "after": _noted(after)}
    journal.record(verb, row, by=by, at=at, office=row.office_id, facts=facts)


def _noted(said: ArrivalRuleSaid | None) -> dict[str, object] | None:
    if said is None:
        return None
    days = {"valid_from": said.valid_from, "valid_to": said.valid_to}
    return asdict(said.policy) | {name: day and day.isoformat() for name, day in days.items()}
