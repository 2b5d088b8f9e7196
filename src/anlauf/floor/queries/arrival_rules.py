"""An office's rules of arrival by date, who changed them, and how coming from afar went lately."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q

from anlauf.core.models import JournalEntry
from anlauf.floor import snapshots
from anlauf.floor.afar import ArrivalRuleSaid, CameFromAfar
from anlauf.floor.models import ArrivalRule, Period
from anlauf.floor.states import PeriodKind

LATELY = timedelta(days=28)

_VERBS = ("floor.arrival_rule_set", "floor.arrival_rule_removed")


@dataclass(frozen=True)
class DatedArrivalRule:
    """A rule with its number; without an office it is the city's."""

    number: int
    office: int | None
    said: ArrivalRuleSaid


@dataclass(frozen=True)
class ArrivalChange:
    """A rule was written, ended or taken away: when, by whom, and what it said."""

    at: datetime
    by: int | None
    before: ArrivalRuleSaid | None
    after: ArrivalRuleSaid | None


def own_arrival_rules(office: int) -> list[DatedArrivalRule]:
    """Every rule written for this office, the latest first."""
    rows = ArrivalRule.objects.filter(office=office)
    return [_dated(row) for row in rows.order_by("-valid_from", "-pk")]


def arrival_rule_in_force(office: int, on: date) -> DatedArrivalRule | None:
    """The rule that holds on this date: an office's own first, then the one that began last."""
    rows = ArrivalRule.objects.filter(
        Q(office=office) | Q(office=None),
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
    )
    own_first = F("office").asc(nulls_last=True)
    row = rows.order_by(own_first, F("valid_from").desc(nulls_last=True), "-pk").first()
    return _dated(row) if row else None


def arrival_changes(office: int, *, most: int) -> list[ArrivalChange]:
    """The last changes of an office's own rules, the newest first."""
    rows = JournalEntry.objects.filter(office_number=office, verb__in=_VERBS).order_by("-pk")
    return [
        ArrivalChange(
            at=row.at,
            by=row.by_number,
            before=_noted(row.facts["before"]),
            after=_noted(row.facts["after"]),
        )
        for row in rows[:most]
    ]


def came_from_afar(office: int, *, at: datetime) -> list[CameFromAfar]:
    """Everybody of the last four weeks who is no longer on the way, in the order they joined."""
    rows = Period.objects.filter(
        kind=PeriodKind.COMING,
        visit__office=office,
        started_at__gte=at - LATELY,
    )
    turns = _turns(office, at - LATELY)
    told = rows.order_by("started_at", "pk").values_list(
        "visit", "started_at", "ended_at", "visit__joining__here_at"
    )
    return [
        CameFromAfar(since, until, turns.get(visit), came=here is not None)
        for visit, since, until, here in told
        if until is not None
    ]


def _turns(office: int, since: datetime) -> dict[int, datetime]:
    """When the turn of visits came before their owners did; the first time counts."""
    rows = JournalEntry.objects.filter(
        office_number=office, at__gte=since, verb="floor.turn_came"
    ).order_by("-pk")
    return dict(rows.values_list("thing_number", "at"))


def _dated(row: ArrivalRule) -> DatedArrivalRule:
    return DatedArrivalRule(row.pk, row.office_id, snapshots.arrival_rule(row))


def _noted(facts: Mapping[str, Any] | None) -> ArrivalRuleSaid | None:
    """A rule as the journal keeps it."""
    if facts is None:
        return None
    days = {name: _day(facts[name]) for name in ("valid_from", "valid_to")}
    return snapshots.arrival_rule(ArrivalRule(**(dict(facts) | days)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
