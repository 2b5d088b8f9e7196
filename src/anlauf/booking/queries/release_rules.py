"""Which rule of release holds where, what it says, and what it said before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import ReleaseRule
from anlauf.booking.snapshots.releases import stored, tranches
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Unknown
from anlauf.directory.models import Office
from anlauf.engine.grid import local
from anlauf.engine.release import Release, Tranche

_VERBS = ("booking.release_rule_set", "booking.release_rule_removed")


class UnknownRule(Unknown):
    """No rule has this number."""

    code = "unknown_rule"
    sentence = _("This rule does not exist, or no longer.")


@dataclass(frozen=True)
class Scope:
    """Whose time a rule is about: an office's, an area's, the city's; one skill's or all."""

    office: int | None = None
    area: int | None = None
    skill: int | None = None


@dataclass(frozen=True)
class ReleaseRuleSaid:
    """All that a rule says. Without a horizon or notice of its own the city's policy holds."""

    tranches: tuple[Tranche, ...]
    horizon_days: int | None = None
    notice_minutes: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    name: dict[str, str] = field(default_factory=dict)

    @property
    def release(self) -> Release:
        """The rule for the engine."""
        return Release(self.tranches, self.horizon_days, self.notice_minutes)


@dataclass(frozen=True)
class HoldingRule:
    """The rule that holds for an office, and whose it is."""

    number: int
    scope: Scope
    said: ReleaseRuleSaid

    @property
    def mark(self) -> str:
        """A word that is another one when the rule says anything else."""
        words = json.dumps([self.number, noted(self.said)], sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class RuleChange:
    """A rule was written or removed."""

    at: datetime
    by: int | None
    scope: Scope
    before: ReleaseRuleSaid | None
    after: ReleaseRuleSaid | None


def rule_of_office(office: int, *, on: date) -> HoldingRule | None:
    """The rule that holds for an office's visits on this date, apart from those of one skill."""
    area = Office.objects.values_list("area", flat=True).get(pk=office)
    rows = [
        row
        for row in ReleaseRule.objects.filter(skill=None)
        if row.office_id in {None, office}
        and row.area_id in {None, area}
        and (row.valid_from or date.min) <= on <= (row.valid_to or date.max)
    ]
    if not rows:
        return None
    row = max(rows, key=_precedence)
    return HoldingRule(row.pk, Scope(row.office_id, row.area_id, row.skill_id), said(row))


def percent_open(office: int, on: date, share: str, *, at: datetime, zone: ZoneInfo) -> int:
    """How much of a date a share may book at this moment, in percent of the office's time."""
    holding = rule_of_office(office, on=on)
    if holding is None:
        return 100
    release = holding.said.release
    today, now = local(at, zone)
    reach = release.reach(frozenset({share}), release.opened((on - today).days, now))
    return sum(percent for percent, until in zip(release.percents, reach, strict=True) if until)


def release_rule_changes(office: int, *, most: int) -> list[RuleChange]:
    """The last changes of an office's own rule, the newest first."""
    entries = JournalEntry.objects.filter(
        office_number=office, verb__in=_VERBS, facts__skill=None
    ).order_by("-pk")
    return [_change(entry) for entry in entries[:most]]


def said(row: ReleaseRule) -> ReleaseRuleSaid:
    """What a rule's row says."""
    return ReleaseRuleSaid(
        tranches=tranches(row.tranches),
        horizon_days=row.horizon_days,
        notice_minutes=row.notice_minutes,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        name=dict(row.name),
    )


def noted(said: ReleaseRuleSaid) -> dict[str, object]:
    """What a rule says, as the journal keeps it."""
    return {
        "tranches": stored(said.tranches),
        "horizon_days": said.horizon_days,
        "notice_minutes": said.notice_minutes,
        "valid_from": said.valid_from and said.valid_from.isoformat(),
        "valid_to": said.valid_to and said.valid_to.isoformat(),
        "name": said.name,
    }


def _precedence(row: ReleaseRule) -> tuple[bool, bool, date, int]:
    begins = row.valid_from or date.min
    return (row.office_id is not None, row.area_id is not None, begins, row.pk)


def _change(entry: JournalEntry) -> RuleChange:
    facts = entry.facts
    scope = Scope(entry.office_number, facts["area"], facts["skill"])
    before, after = (_read(facts[key]) for key in ("before", "after"))
    return RuleChange(entry.at, entry.by_number, scope, before, after)


def _read(facts: Mapping[str, Any] | None) -> ReleaseRuleSaid | None:
    if facts is None:
        return None
    return ReleaseRuleSaid(
        tranches=tranches(facts["tranches"]),
        horizon_days=facts["horizon_days"],
        notice_minutes=facts["notice_minutes"],
        valid_from=_date(facts["valid_from"]),
        valid_to=_date(facts["valid_to"]),
        name=facts["name"],
    )


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
