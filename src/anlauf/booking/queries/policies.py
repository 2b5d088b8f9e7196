"""By which figures the city promises, on which days, and what was written before."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import PolicyRule
from anlauf.booking.snapshots import policies
from anlauf.booking.values import PolicySaid
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Unknown

_VERBS = ("booking.policy_set", "booking.policy_removed")
_A_DAY = timedelta(days=1)


class UnknownPolicy(Unknown):
    """No policy has this number."""

    code = "unknown_policy"
    sentence = _("These figures do not exist, or no longer.")


@dataclass(frozen=True)
class WrittenPolicy:
    """A policy as it is stored."""

    number: int
    said: PolicySaid


@dataclass(frozen=True)
class FigureChange:
    """A figure that is another one than the day before."""

    name: str
    before: int
    after: int


@dataclass(frozen=True)
class PolicyPeriod:
    """Days on end with the same figures, and what is new on the first of them."""

    since: date
    until: date | None
    figures: Mapping[str, int]
    changes: tuple[FigureChange, ...]


@dataclass(frozen=True)
class PolicyChange:
    """A policy was written or removed."""

    at: datetime
    by: int | None
    before: PolicySaid | None
    after: PolicySaid | None

    @property
    def about(self) -> PolicySaid:
        """What was written, or what was removed."""
        said = self.after or self.before
        assert said is not None
        return said


def policies_written() -> list[WrittenPolicy]:
    """Every policy, the one that begins first first."""
    rows = [WrittenPolicy(row.pk, policies.said(row)) for row in PolicyRule.objects.all()]
    return sorted(rows, key=lambda row: row.said.since)


def mark_of_policies(rows: Sequence[WrittenPolicy]) -> str:
    """A word that is another one when any policy says anything else."""
    words = [f"{row.number} {row.said}" for row in rows]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def policy_periods(written: Sequence[PolicySaid], today: date) -> list[PolicyPeriod]:
    """The figures of today and of every time to come in which they are others."""
    firsts = [each.since for each in written]
    nexts = [each.until + _A_DAY for each in written if each.until < date.max]
    days = sorted({today, *(day for day in firsts + nexts if day > today)})

    found: list[PolicyPeriod] = []
    for day in days:
        figures = policies.figures_of(policies.policy_on(day, written))
        changes = _changes(found[-1].figures, figures) if found else ()
        if not found or changes:
            found.append(PolicyPeriod(day, None, figures, changes))
    return [_ended(period, after) for period, after in zip(found, [*found[1:], None], strict=True)]


def policy_changes(*, most: int) -> list[PolicyChange]:
    """The last changes, the newest first."""
    entries = JournalEntry.objects.filter(verb__in=_VERBS).order_by("-pk")
    return [
        PolicyChange(entry.at, entry.by_number, *(_read(entry.facts[key]) for key in _SIDES))
        for entry in entries[:most]
    ]


_SIDES = ("before", "after")


def _changes(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[FigureChange, ...]:
    return tuple(
        FigureChange(name, before[name], after[name])
        for name in before
        if before[name] != after[name]
    )


def _ended(period: PolicyPeriod, after: PolicyPeriod | None) -> PolicyPeriod:
    until = after.since - _A_DAY if after else None
    return PolicyPeriod(period.since, until, period.figures, period.changes)


def _read(facts: Mapping[str, Any] | None) -> PolicySaid | None:
    if facts is None:
        return None
    first, last = facts["valid_from"], facts["valid_to"]
    return PolicySaid(
        dict(facts["figures"]),
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )
