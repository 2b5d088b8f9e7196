"""Which rule an office's waiting room goes by on a date.

Commands ask for the stamp of all rules along with what they read anyway. The rules themselves are
read again only when the stamp is another one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F, Q

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


STAMP = """(
    SELECT md5(string_agg(concat_ws(':', rule.id, rule.xmin, rule.ctid), ' ' ORDER BY rule.id))
    FROM floor_dispatchrule AS rule
)"""
"""SQL for a word that changes whenever a rule does: no two versions of a row share both its
transaction and its place in the table."""

_STAMP_NOW = f"SELECT {STAMP}"


def policy_of(office: int, on: date) -> FloorPolicy:
    """All figures of this office's waiting room on this date."""
    return policies_of([office], on)[office]


def dispatch_policy(office: int, on: date) -> DispatchPolicy:
    """The rule by which this office calls on this date."""
    return policy_of(office, on).dispatch


def policies_of(offices: Collection[int], on: date) -> dict[int, FloorPolicy]:
    """The same for many offices in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP_NOW)
        stamp = cursor.fetchone()[0]
    return {office: policy_by(stamp, office, on) for office in offices}


def policy_by(stamp: str | None, office: int, on: date) -> FloorPolicy:
    """The same by the rules behind a stamp that was read along with something else."""
    rules = () if stamp is None else _behind(stamp)
    own = (rule for rule in rules if rule.office == office and rule.holds_on(on))
    citys = (rule for rule in rules if rule.office is None and rule.holds_on(on))
    found = next(own, None) or next(citys, None)
    return USUAL if found is None else found.policy


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
    row = _in_force(office, on)
    return _dated(row) if row else None


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


def _in_force(office: int, on: date) -> DispatchRule | None:
    """The rule that holds: an office's own before the city's, then the one that began last."""
    rows = DispatchRule.objects.filter(
        Q(office=office) | Q(office=None),
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
    )
    own_first = F("office").asc(nulls_last=True)
    return rows.order_by(own_first, F("valid_from").desc(nulls_last=True), "-pk").first()


@dataclass(frozen=True)
class _Rule:
    office: int | None
    since: date
    until: date
    policy: FloorPolicy

    def holds_on(self, on: date) -> bool:
        return self.since <= on <= self.until


@lru_cache(maxsize=4)
def _behind(_stamp: str) -> tuple[_Rule, ...]:
    """Every rule, the one that began last first; the stamp is another one once one changes."""
    found = sorted(
        DispatchRule.objects.all(),
        key=lambda row: (row.valid_from or date.min, row.pk),
        reverse=True,
    )
    return tuple(
        _Rule(
            row.office_id,
            row.valid_from or date.min,
            row.valid_to or date.max,
            snapshots.policy(snapshots.rule(row)),
        )
        for row in found
    )
