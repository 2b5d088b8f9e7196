"""Which matter comes first: the one whose earliest date, from any reason, comes first.

Each published reason names a date by which somebody must have acted: so many days before the
permit ends, before the job starts, when the law's time or our own is over. The earliest counts,
hardship brings it forward. Every matter has our own date, so each of them rises to the top in
the end, whatever comes after it; how often somebody writes to us appears nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why a matter is due on its date."""

    PERMIT_ENDS = "permit_ends"
    JOB_STARTS = "job_starts"
    LAW = "law"
    TARGET = "target"


@dataclass(frozen=True)
class Leads:
    """How many days before a date somebody must have acted; published by the city."""

    permit_ends: int = 14
    job_starts: int = 10
    law: int = 10
    hardship: int = 7

    def __post_init__(self) -> None:
        for name, lead in vars(self).items():
            if lead < 0:
                raise ValueError(f"{name} is {lead} days ahead. Maybe the sign is wrong.")


@dataclass(frozen=True)
class Facts:
    """What decides about one matter's place; `target` is the day our own time is over."""

    target: date
    permit_ends: date | None = None
    job_starts: date | None = None
    law: date | None = None
    hardship: bool = False


@dataclass(frozen=True, order=True)
class Due:
    """The day by which somebody must have acted, and the reason for it."""

    on: date
    reason: Reason


def first_due(facts: Facts, leads: Leads) -> Due:
    """The earliest day any reason names; of two on one day, the one nearer to the person."""
    on, _rank, reason = min(
        (on, rank, reason) for rank, (on, reason) in enumerate(_dates(facts, leads))
    )
    return Due(on - timedelta(days=leads.hardship if facts.hardship else 0), reason)


def _dates(facts: Facts, leads: Leads) -> Iterator[tuple[date, Reason]]:
    """The dates of all reasons that hold, those nearest to the person first."""
    if facts.permit_ends is not None:
        yield facts.permit_ends - timedelta(days=leads.permit_ends), Reason.PERMIT_ENDS
    if facts.job_starts is not None:
        yield facts.job_starts - timedelta(days=leads.job_starts), Reason.JOB_STARTS
    if facts.law is not None:
        yield facts.law - timedelta(days=leads.law), Reason.LAW
    yield facts.target, Reason.TARGET
