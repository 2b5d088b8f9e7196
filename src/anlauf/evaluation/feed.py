"""The feed of open data: who waits where at this moment, and when the next time is free."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from anlauf.evaluation.definitions import Definition, Unit
from anlauf.evaluation.values import OfficeNow

PATH = "live.json"
FRESH_FOR = timedelta(minutes=3)
"""Written every minute; older than this it is stale, whatever the reason."""

LIVE = Definition(
    "live",
    1,
    Unit.PEOPLE,
    {"en": "Waiting and next free time, now", "de": "Wartende und nächster freier Termin, jetzt"},
    {
        "en": "How many people wait at every office at this moment, how long the first of them has"
        " waited, and when the next time is free for the matter people of the area want most;"
        " written every minute. “stale” says that this did not happen.",
        "de": "Wie viele Menschen in diesem Augenblick an jedem Standort warten, wie lange der"
        " erste von ihnen schon wartet und wann der nächste Termin für das im Bereich"
        " meistgefragte Anliegen frei ist; jede Minute geschrieben. „stale“ sagt, dass das nicht"
        " geschehen ist.",
    },
    "Anlauf",
    date(2026, 1, 1),
)


def written(offices: Iterable[OfficeNow], *, at: datetime) -> bytes:
    """The feed as it is kept."""
    told = {
        "licence": "dl-de/by-2-0",
        "at": _instant(at),
        "offices": [_office(one) for one in offices],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def served(kept: bytes, made_at: datetime, *, at: datetime) -> dict[str, Any]:
    """The feed as it is told now, with its age."""
    told: dict[str, Any] = json.loads(kept)
    age = at - made_at
    return {
        "at": told["at"],
        "age_seconds": max(0, round(age.total_seconds())),
        "stale": age > FRESH_FOR,
        "licence": told["licence"],
        "offices": told["offices"],
    }


def _office(one: OfficeNow) -> dict[str, object]:
    return {
        "key": one.office.key,
        "area": one.office.area.key,
        "name": one.office.name,
        "open": one.open,
        "waiting": one.waiting,
        "longest_wait_minutes": one.longest_now_minutes,
        "walk_ins_open": one.walk_ins_open,
        "next_free": _instant(one.next_start.at) if one.next_start else None,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
