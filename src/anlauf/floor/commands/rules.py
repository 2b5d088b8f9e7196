"""Rules of dispatch are written and taken away; from that moment on they are called by."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words, locked_in_order
from anlauf.core.refusal import Invalid, Refused
from anlauf.directory.models import Desk, Skill
from anlauf.floor import queries, snapshots
from anlauf.floor.models import DispatchRule
from anlauf.floor.values import DispatchRuleSaid

LONGEST = 24 * 60


class RuleEndsTooSoon(Invalid):
    """The rule would end before it begins."""

    code = "rule_ends_too_soon"
    sentence = _("The rule would end before it begins. Please choose a later last day.")


class TooManyMinutes(Invalid):
    """No waiting room is open that long."""

    code = "too_many_minutes"
    sentence = _("A figure of the rule is at most %(most)s. Please choose less.")


class UnknownDesk(Invalid):
    """The rule names a desk that is not in the office."""

    code = "unknown_desk"
    sentence = _("There is no desk %(desk)s in this office. Please choose among its desks.")


class UnknownSkill(Invalid):
    """The rule keeps clerks for a skill nobody can have."""

    code = "unknown_skill"
    sentence = _("Nobody knows the skill “%(skill)s”. Please choose among the city's skills.")


class NothingToTakeBack(Refused):
    """No rule of the office was ever changed."""

    code = "nothing_to_take_back"
    sentence = _("There is nothing to take back: this office has never changed its rule.")


@transaction.atomic
def set_dispatch_rule(
    office: int | None, said: DispatchRuleSaid, *, by: Actor, at: datetime
) -> DispatchRule:
    """Write the rule of this office, or the city's; one that began on the same day is replaced.

    The same words again change nothing.
    """
    check_dispatch_rule(office, said)
    hold_words([f"dispatch:{office}"])  # there may be no row yet
    row = DispatchRule.objects.filter(office=office, valid_from=said.valid_from).first()

    before = snapshots.rule(row) if row else None
    if row is not None and before == said:
        return row

    row, _made = DispatchRule.objects.update_or_create(
        office_id=office,
        valid_from=said.valid_from,
        defaults=snapshots.columns(said) | {"valid_to": said.valid_to},
    )
    _note("floor.dispatch_rule_set", row, before, said, by=by, at=at)
    return row


@transaction.atomic
def remove_dispatch_rule(number: int, *, by: Actor, at: datetime) -> None:
    """Take a rule away, so that the city's holds again, or the usual; once more is harmless."""
    for row in locked_in_order(DispatchRule.objects.filter(pk=number)):
        _note("floor.dispatch_rule_removed", row, snapshots.rule(row), None, by=by, at=at)
        row.delete()


@transaction.atomic
def end_dispatch_rule(number: int, last: date, *, by: Actor, at: datetime) -> None:
    """Let a rule hold until this day; one that would begin later is taken away."""
    for row in locked_in_order(DispatchRule.objects.filter(pk=number)):
        if row.valid_from is not None and row.valid_from > last:
            remove_dispatch_rule(row.pk, by=by, at=at)
            continue
        before = snapshots.rule(row)
        row.valid_to = last
        row.save(update_fields=["valid_to"])
        _note("floor.dispatch_rule_set", row, before, snapshots.rule(row), by=by, at=at)


@transaction.atomic
def take_back_dispatch_rule(office: int, *, by: Actor, at: datetime) -> None:
    """Undo the last change of this office's own rules; twice is forth."""
    changes = queries.dispatch_changes(office, most=1)
    if not changes:
        raise NothingToTakeBack
    last = changes[0]
    if last.before is not None:
        set_dispatch_rule(office, last.before, by=by, at=at)
        return
    begins = last.after.valid_from if last.after else None
    for row in DispatchRule.objects.filter(office=office, valid_from=begins):
        remove_dispatch_rule(row.pk, by=by, at=at)


def check_dispatch_rule(office: int | None, said: DispatchRuleSaid) -> None:
    """Refuse a rule that cannot hold here."""
    if said.valid_from and said.valid_to and said.valid_to < said.valid_from:
        raise RuleEndsTooSoon
    columns = snapshots.columns(said)
    if any(value > LONGEST for value in columns.values() if isinstance(value, int)):
        raise TooManyMinutes(most=LONGEST)
    skills = set(Skill.objects.values_list("key", flat=True))
    for skill in sorted(said.policy.rare_skills - skills):
        raise UnknownSkill(skill=skill)
    desks = set(Desk.objects.filter(office=office).values_list("number", flat=True))
    for desk in sorted(said.policy.pickup_desks - desks):
        raise UnknownDesk(desk=desk)


def _note(
    verb: str,
    row: DispatchRule,
    before: DispatchRuleSaid | None,
    after: DispatchRuleSaid | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    facts: dict[str, object] = {"before": _noted(before), "after": _noted(after)}
    journal.record(verb, row, by=by, at=at, office=row.office_id, facts=facts)


def _noted(said: DispatchRuleSaid | None) -> dict[str, object] | None:
    if said is None:
        return None
    days = {"valid_from": said.valid_from, "valid_to": said.valid_to}
    return snapshots.columns(said) | {name: day and day.isoformat() for name, day in days.items()}
