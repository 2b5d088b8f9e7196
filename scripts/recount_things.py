"""Visits and bookings read from rows that were written out, for whoever counts parts of them.

As in `scripts.recount`, nothing of Anlauf is imported and no SQL is used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scripts.recount import moment, rows, whole

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
AT_WORK = {"serving", "back_office"}


@dataclass(frozen=True)
class Visit:
    """One visit; times are seconds, the service 0 stands for none."""

    office: str
    date: str
    week: str  # its Monday
    hour: int
    service: int
    appointed: bool
    wait: int | None
    served: int | None


@dataclass(frozen=True)
class Booking:
    """One appointment as it was first booked; the lead is minutes."""

    office: str
    week: str  # the Monday of the week it was made in
    service: int
    online: bool
    lead: int
    outcome: str


def monday(day: str) -> str:
    """The Monday of this day's week."""
    on = date.fromisoformat(day)
    return (on - timedelta(days=on.weekday())).isoformat()


def visits(folder: Path) -> Iterator[Visit]:
    """All of them: those that were measured, and those that were loaded."""
    zone = ZoneInfo(next(rows(folder, "city"))["zone"])
    firsts, work = _periods(folder)
    wanted = _first_services(folder, "items", "visit_id")
    for row in rows(folder, "visits"):
        due, called = moment(row["due_at"]), firsts.get((row["id"], "called"))
        came = firsts.get((row["id"], "waiting")) or datetime.fromisoformat(row["arrived_at"])
        since = max(came, due) if due else came
        yield Visit(
            office=row["office_id"],
            date=row["date"],
            week=monday(row["date"]),
            hour=came.astimezone(zone).hour,
            service=wanted.get(row["id"], 0),
            appointed=due is not None,
            wait=whole(called - since, SECOND) if called else None,
            served=whole(work[row["id"]], SECOND) if row["id"] in work else None,
        )
    for row in rows(folder, "past_visits"):
        yield Visit(
            office=row["office_number"],
            date=row["date"],
            week=monday(row["date"]),
            hour=int(row["hour"]),
            service=int(row["service_number"] or 0),
            appointed=row["appointed"] == "t",
            wait=int(row["wait"]) if row["wait"] else None,
            served=int(row["served"]) if row["served"] else None,
        )


def bookings(folder: Path) -> Iterator[Booking]:
    """Every appointment that somebody booked, and that was not moved here from another."""
    zone = ZoneInfo(next(rows(folder, "city"))["zone"])
    wanted = _first_services(folder, "lines", "appointment_id")
    for row in rows(folder, "appointments"):
        booked, starts = moment(row["booked_at"]), moment(row["starts_at"])
        if booked is None or starts is None or row["share"] == "walk_in" or row["moved_from_id"]:
            continue
        absent = row["state"] == "missed" and row["came"] == "f"
        yield Booking(
            office=row["office_id"],
            week=monday(booked.astimezone(zone).date().isoformat()),
            service=wanted.get(row["id"], 0),
            online=row["share"] == "online",
            lead=whole(starts - booked, MINUTE),
            outcome="no_show" if absent else row["state"],
        )
    for row in rows(folder, "past_bookings"):
        if row["lead"]:
            yield Booking(
                office=row["office_number"],
                week=monday(row["booked_on"]),
                service=int(row["service_number"] or 0),
                online=row["share"] == "online",
                lead=int(row["lead"]),
                outcome=row["outcome"],
            )


def _periods(
    folder: Path,
) -> tuple[Mapping[tuple[str, str], datetime], Mapping[str, timedelta]]:
    """When each visit's periods of a kind first began, and how long it was worked on."""
    firsts: dict[tuple[str, str], datetime] = {}
    work: dict[str, timedelta] = {}
    for row in rows(folder, "periods"):
        visit, key = row["visit_id"], (row["visit_id"], row["kind"])
        began, ended = datetime.fromisoformat(row["started_at"]), moment(row["ended_at"])
        firsts[key] = min(began, firsts.get(key, began))
        if ended and row["kind"] in AT_WORK:
            work[visit] = work.get(visit, timedelta(0)) + (ended - began)
    return firsts, work


def _first_services(folder: Path, name: str, column: str) -> Mapping[str, int]:
    """What each visit or appointment was for: the first line of it."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows(folder, name):
        line = (int(row["id"]), int(row["service_id"]))
        found[row[column]] = min(line, found.get(row[column], line))
    return {thing: service for thing, (_line, service) in found.items()}
