"""Counts every figure anew from rows that were written out: `python -m scripts.recount FOLDER`.

Nothing of Anlauf is imported here, and no SQL: plain Python over the files of
`python -m anlauf raw_rows FOLDER`, by the words of docs/reference/figures.md. Ends with 1 when a
single value is another one.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path
from zoneinfo import ZoneInfo

FEWEST = 5
LONGEST_WAIT, FARTHEST_OFFER = 240, 120
CAME = {"arrived", "served", "left", "missed", "no_show"}
MICRO = timedelta(microseconds=1)

Row = dict[str, str]
Cell = tuple[str, str]
"""An office and a date, or an area and a date."""


class Day:
    """What happened in one office on one day."""

    def __init__(self) -> None:
        self.waits: dict[bool, list[int]] = {True: [], False: []}  # by appointment; minutes begun
        self.leads: list[int] = []  # minutes
        self.due = self.absent = 0
        self.offers: list[int] = []  # days begun
        self.nothing = 0


def rows(folder: Path, name: str) -> Iterator[Row]:
    """The lines of one file."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def moment(text: str) -> datetime | None:
    """An instant, if there is one."""
    return datetime.fromisoformat(text) if text else None


def whole(span: timedelta, unit: timedelta) -> int:
    """So many units, half ones rounded up, never less than none."""
    return max(0, (2 * (span // MICRO) + unit // MICRO) // (2 * (unit // MICRO)))


def begun(seconds: int) -> int:
    """Minutes begun."""
    return -(-seconds // 60)


def read(folder: Path) -> dict[Cell, Day]:
    """Every day of every office, and of every area what was on offer anywhere."""
    days: defaultdict[Cell, Day] = defaultdict(Day)
    zone = ZoneInfo(next(rows(folder, "city"))["zone"])
    read_visits(folder, days)
    read_bookings(folder, days, zone)
    for row in rows(folder, "past_visits"):
        if row["wait"]:
            day = days[row["office_number"], row["date"]]
            day.waits[row["appointed"] == "t"].append(begun(int(row["wait"])))
    for row in rows(folder, "past_bookings"):
        if row["lead"]:
            days[row["office_number"], row["booked_on"]].leads.append(int(row["lead"]))
        count_due(days[row["office_number"], row["date"]], row["outcome"])
    for row in rows(folder, "samples"):
        where = row["office_number"] or f"area {row['area_number']}"
        day = days[where, row["date"]]
        if row["minutes"]:
            day.offers.append(-(-int(row["minutes"]) // 1440))
        else:
            day.nothing += 1
    return days


def read_visits(folder: Path, days: defaultdict[Cell, Day]) -> None:
    """From coming in, or from the appointed time if that is later, to the first call."""
    firsts: dict[tuple[str, str], datetime] = {}
    for row in rows(folder, "periods"):
        key, started = (row["visit_id"], row["kind"]), moment(row["started_at"])
        if started is not None:
            firsts[key] = min(started, firsts.get(key, started))
    for row in rows(folder, "visits"):
        called = firsts.get((row["id"], "called"))
        came = firsts.get((row["id"], "waiting")) or moment(row["arrived_at"])
        due = moment(row["due_at"])
        if called is None or came is None:
            continue
        seconds = whole(called - (max(came, due) if due else came), timedelta(seconds=1))
        days[row["office_id"], row["date"]].waits[due is not None].append(begun(seconds))


def read_bookings(folder: Path, days: defaultdict[Cell, Day], zone: ZoneInfo) -> None:
    """Lead times on the day of booking, absences on the day of the appointment."""
    for row in rows(folder, "appointments"):
        booked, starts = moment(row["booked_at"]), moment(row["starts_at"])
        if booked is None or starts is None or row["share"] == "walk_in":
            continue
        if not row["moved_from_id"]:
            made = booked.astimezone(zone).date().isoformat()
            days[row["office_id"], made].leads.append(whole(starts - booked, timedelta(minutes=1)))
        absent = row["state"] == "missed" and row["came"] == "f"
        count_due(days[row["office_id"], row["date"]], "no_show" if absent else row["state"])


def count_due(day: Day, outcome: str) -> None:
    """An appointment that stood until its day."""
    day.due += outcome in CAME
    day.absent += outcome == "no_show"


def enough(number: int) -> bool:
    """Whether so many people of a kind on a day may be told of."""
    return number == 0 or number >= FEWEST


def figures(own: list[Day], offered: list[Day]) -> dict[str, tuple[Fraction | None, int]]:
    """Every figure of these days, and of how many it is."""
    waits = Counter(
        min(wait, LONGEST_WAIT)
        for day in own
        for kind in day.waits.values()
        if enough(len(kind))
        for wait in kind
    )
    leads = [lead for day in own if enough(len(day.leads)) for lead in day.leads]
    due = sum(day.due for day in own if enough(day.due))
    absent = sum(day.absent for day in own if enough(day.due))
    offers = Counter(min(days, FARTHEST_OFFER) for day in offered for days in day.offers)
    free, people = offers.total(), waits.total()
    asked = free + sum(day.nothing for day in offered)
    return {
        "lead": (share(sum(leads), 1440 * len(leads)), len(leads)),
        "next_free": (rank(offers, Fraction(1, 2)), free),
        "kept_10": (share(within(offers, 10), asked), asked),
        "kept_14": (share(within(offers, 14), asked), asked),
        "wait_median": (rank(waits, Fraction(1, 2)), people),
        "wait_p90": (rank(waits, Fraction(9, 10)), people),
        "within_15": (share(within(waits, 15), people), people),
        "within_30": (share(within(waits, 30), people), people),
        "no_show": (share(absent, due), due),
    }


def share(some: int, everybody: int) -> Fraction | None:
    """Some of everybody; nothing can be said of nobody."""
    return Fraction(some, everybody) if everybody else None


def within(counts: Counter[int], most: int) -> int:
    """How many had at most that."""
    return sum(number for value, number in counts.items() if value <= most)


def rank(counts: Counter[int], part: Fraction) -> Fraction | None:
    """The smallest value that at least this part of everybody does not exceed."""
    wanted, seen = ceil(part * counts.total()), 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= max(wanted, 1):
            return Fraction(value)
    return None


def scopes(folder: Path) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """By scope its offices, and whose offers count: an area's are those anywhere in it."""
    offices = list(rows(folder, "offices"))
    areas = {row["area_id"]: row["area"] for row in offices}
    found = {("office", row["key"]): ([row["id"]], [row["id"]]) for row in offices}
    for area, key in areas.items():
        inside = [row["id"] for row in offices if row["area_id"] == area]
        found["area", key] = (inside, [f"area {area}"])
    everybody = [row["id"] for row in offices]
    found["city", ""] = (everybody, [f"area {area}" for area in areas])
    return found


def spread(first: str, last: str) -> list[str]:
    """All dates from the first to the last."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(begin + timedelta(days=n)).isoformat() for n in range((end - begin).days + 1)]


def differences(folder: Path) -> tuple[int, list[str]]:
    """How many values were compared, and a sentence about each that is another one."""
    days, known = read(folder), scopes(folder)
    counted: dict[tuple[str, str, str, str], dict[str, tuple[Fraction | None, int]]] = {}
    compared, found = 0, []
    for row in rows(folder, "figures"):
        where = (row["scope"], row["key"], row["first"], row["last"])
        if where not in counted:
            offices, offers = known[row["scope"], row["key"]]
            dates = spread(row["first"], row["last"])
            counted[where] = figures(
                [days[office, day] for office in offices for day in dates if (office, day) in days],
                [days[one, day] for one in offers for day in dates if (one, day) in days],
            )
        value, number = counted[where][row["figure"]]
        told = "" if value is None or number == 0 else repr(round(float(value), 6))
        compared += 1
        if (told, str(number)) != (row["value"], row["number"]):
            said = f"{row['value']} of {row['number']}"
            found.append(f"{where} {row['figure']}: {said}, but counted {told} of {number}")
    return compared, found


def main() -> int:
    """Count, compare, say."""
    folder = Path(sys.argv[1])
    compared, found = differences(folder)
    print(*found[:50], sep="\n")
    print(f"{compared} values counted anew, {len(found)} of them others.")
    return 1 if found or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
