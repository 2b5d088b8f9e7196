"""Scenarios as they stand: the list, one by its address, those that wait to be played."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from anlauf.core.keys import digest
from anlauf.core.refusal import Unknown
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import Asks, ScenarioState
from anlauf.staffing import queries as staffing

_KEY = 16  # letters


def scenarios() -> list[Scenario]:
    """All that are not removed, newest first."""
    rows = Scenario.objects.filter(removed_at__isnull=True, asks=Asks.CHANGES)
    return list(rows.defer("city").order_by("-made_at", "-pk"))


def scenario(key: str) -> Scenario:
    """One by its address, removed or not; raises Unknown."""
    row = Scenario.objects.filter(key=key, asks=Asks.CHANGES).first()
    if row is None:
        raise Unknown
    return row


def replay(asks: Asks) -> Scenario | None:
    """The replay of this kind, if the city has described one."""
    return Scenario.objects.filter(asks=asks).exclude(asks=Asks.CHANGES).first()


def drafts_key(rosters: Sequence[int]) -> str:
    """By which name the comparison of these drafts is known; the first one is the measure."""
    return digest(f"drafts {','.join(map(str, rosters))}")[:_KEY]


def drafts_played(rosters: Sequence[int]) -> Scenario | None:
    """The comparison of these drafts, if somebody has asked for it."""
    return Scenario.objects.filter(key=drafts_key(rosters), asks=Asks.DRAFTS).first()


def tours_key(teams: Sequence[str]) -> str:
    """By which name the proposal for these teams is known."""
    return digest(f"tours {','.join(sorted(teams))}")[:_KEY]


def tours_proposed(teams: Sequence[str]) -> Scenario | None:
    """The proposal for these teams, if somebody has asked for one."""
    return Scenario.objects.filter(key=tours_key(teams), asks=Asks.TOURS).first()


def drafts_book(rosters: Sequence[int]) -> dict[str, Any]:
    """Which drafts are compared, and how each of them is now."""
    marks = {str(number): staffing.mark_of(number) for number in rosters}
    return {"rosters": list(rosters), "marks": marks}


def drafts_changed(row: Scenario) -> bool:
    """Tell whether a draft is no longer as it was when it was played."""
    book: dict[str, Any] = row.city or {}
    return "marks" in book and book != drafts_book(book["rosters"])


def scenarios_named(keys: Sequence[str]) -> list[Scenario]:
    """Those with results among these, in this order."""
    rows = Scenario.objects.filter(key__in=keys, removed_at__isnull=True, asks=Asks.CHANGES)
    known = {row.key: row for row in rows if row.results}
    return [known[key] for key in keys if key in known]


def waiting_scenarios(silent_since: datetime) -> QuerySet[Scenario]:
    """Scenarios to be played that nobody plays."""
    nobody = Q(beat_at__isnull=True) | Q(beat_at__lt=silent_since)
    rows = Scenario.objects.filter(nobody, state=ScenarioState.PLAYING, removed_at__isnull=True)
    return rows.order_by("pk")
