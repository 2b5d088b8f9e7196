"""Which rule an office's waiting room goes by on a date."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from anlauf.core.models import JournalEntry
from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor import snapshots
from anlauf.floor.models import DispatchRule
from anlauf.floor.values import USUAL, DispatchRuleSaid, FloorPolicy

_VERBS = ("floor.dispatch_rule_set", "floor.dispatch_rule_removed")


@dataclass(frozen=True)
class DatedRule:
    """A rule with its number; without an office it is the city's."""

    number: int
    office: int | None
    said: DispatchRuleSaid


@dataclass(frozen=True)
class DispatchChange:
    """A rule was written, ended or taken away: when, by whom, and what it said."""

    at: datetime
    by: int | None
    before: DispatchRuleSaid | None
    after: DispatchRuleSaid | None


def policy_of(office: int, on: date) -> FloorPolicy:
    """All figures of this office's waiting room on this date."""
    return policies_of([office], on)[office]


def dispatch_policy(office: int, on: date) -> DispatchPolicy:
    """The rule by which this office calls on this date."""
    return policy_of(office, on).dispatch


def policies_of(offices: Collection[int], on: date) -> dict[int, FloorPolicy]:
    """The same for many offices in one statement."""
    rows = list(_in_force(offices, on))
    citys = next((row for row in rows if row.office_id is None), None)
    own = {row.office_id: row for row in reversed(rows) if row.office_id is not None}
    return {office: _policy(own.get(office, citys)) for office in offices}


def has_rule_for(office: int, on: date) -> bool:
    """Tell whether this office calls by another rule on this one date."""
    return DispatchRule.objects.filter(office=office, valid_from=on, valid_to=on).exists()


def dispatch_rules(office: int | None) -> list[DispatchRule]:
    """Every rule written for this office, or for the city, the latest first."""
    rows = DispatchRule.objects.filter(office=office)
    return list(rows.order_by("-valid_from", "-pk"))


def own_rules(office: int) -> list[DatedRule]:
    """The same as values."""
    return [_dated(row) for row in dispatch_rules(office)]


def rule_in_force(office: int, on: date) -> DatedRule | None:
    """The rule that holds for this office on this date; without one the usual figures hold."""
    rows = _in_force([office], on)
    own = next((row for row in rows if row.office_id == office), rows[0] if rows else None)
    return _dated(own) if own else None


def dispatch_changes(office: int, *, most: int) -> list[DispatchChange]:
    """The last changes of an office's own rules, the newest first."""
    rows = JournalEntry.objects.filter(office_number=office, verb__in=_VERBS).order_by("-pk")
    return [
        DispatchChange(
            at=row.at,
            by=row.by_number,
            before=_noted(row.facts["before"]),
            after=_noted(row.facts["after"]),
        )
        for row in rows[:most]
    ]


def _dated(row: DispatchRule) -> DatedRule:
    return DatedRule(row.pk, row.office_id, snapshots.rule(row))


def _noted(facts: Mapping[str, Any] | None) -> DispatchRuleSaid | None:
    """A rule as the journal keeps it."""
    if facts is None:
        return None
    days = {name: _day(facts[name]) for name in ("valid_from", "valid_to")}
    return snapshots.rule(DispatchRule(**(dict(facts) | days)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _in_force(offices: Collection[int], on: date) -> list[DispatchRule]:
    """The rules that hold, of each office the one that began last first."""
    rows = DispatchRule.objects.filter(
        Q(office__in=offices) | Q(office=None),
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
    )
    return sorted(rows, key=lambda row: (row.valid_from or date.min, row.pk), reverse=True)


def _policy(row: DispatchRule | None) -> FloorPolicy:
    return USUAL if row is None else snapshots.policy(snapshots.rule(row))
