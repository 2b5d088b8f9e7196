"""Which rule an office's waiting room goes by on a date."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor import snapshots
from anlauf.floor.models import DispatchRule
from anlauf.floor.values import USUAL, FloorPolicy


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
