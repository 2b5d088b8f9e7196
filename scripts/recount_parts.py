"""Counts parts anew from rows that were written out: `python -m scripts.recount_parts FOLDER`.

Hours, services, weeks, counts of months, searches and access: what `scripts.recount` leaves out.
As there, nothing of Anlauf is imported and no SQL is used; ends with 1 when a value is another one,
is missing, or is told although nobody may know it.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from scripts.recount import CAME, FEWEST, LONGEST_WAIT, begun, enough, rank, rows, share, spread
from scripts.recount_things import Booking, Visit, bookings, monday, visits

HALF, NINE_OF_TEN = Fraction(1, 2), Fraction(9, 10)
DAY, HOUR = 1440, 60  # minutes
USUAL_WEEKS = 4

Where = tuple[str, str, str, str, str, str]
"""Which table, of what (scope and key), from when to when, and which part of it."""
Values = Mapping[str, Fraction | int | None]
Counted = Iterator[tuple[Where, Values]]
Part = TypeVar("Part", bound=Hashable)
Thing = TypeVar("Thing")


def told(numbers: Mapping[Part, int]) -> set[Part]:
    """The parts of a whole that may be told: none is small, none can be found by subtracting.

    Small ones are hidden, then the next larger ones, until two parts and five people are.
    """
    left = sorted((number, part) for part, number in numbers.items() if number)
    if not left or left[0][0] >= FEWEST:
        return {part for _number, part in left}
    hidden = people = 0
    while left and (left[0][0] < FEWEST or hidden < 2 or people < FEWEST):
        hidden, people = hidden + 1, people + left.pop(0)[0]
    return {part for _number, part in left}


def grouped(
    things: Iterable[Thing], key: Callable[[Thing], Part]
) -> defaultdict[Part, list[Thing]]:
    """Things by what they have in common."""
    found: defaultdict[Part, list[Thing]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return found


def minutes(seconds: Iterable[int | None]) -> Counter[int]:
    """Minutes begun, counted; nothing of fewer than five people."""
    found = Counter(min(begun(one), LONGEST_WAIT) for one in seconds if one is not None)
    return found if found.total() >= FEWEST else Counter()


def together(counts: Iterable[Counter[int]]) -> Counter[int]:
    """All of them as one."""
    found: Counter[int] = Counter()
    for one in counts:
        found.update(one)
    return found


@dataclass(frozen=True)
class Field:
    """One hour of one day in one office, and whether it may be told."""

    office: str
    day: str
    hour: int
    people: int
    waits: Counter[int]
    told: bool

    @property
    def part(self) -> str:
        """Its place in a map of weekdays (Monday is 0) and hours."""
        return f"{date.fromisoformat(self.day).weekday()}-{self.hour}"


def fields(came: Sequence[Visit]) -> Iterator[Field]:
    """Every hour in which somebody came."""
    for (office, day), those in grouped(came, lambda one: (one.office, one.date)).items():
        by_hour = grouped(those, lambda one: one.hour)
        known = told({hour: len(some) for hour, some in by_hour.items()})
        for hour, some in by_hour.items():
            waits = minutes(one.wait for one in some)
            yield Field(office, day, hour, len(some), waits, hour in known)


def hours(
    came: Sequence[Visit], scopes: Mapping[str, set[str]], months: Sequence[Where]
) -> Counted:
    """How many came in an hour of a weekday, and how long half of them waited."""
    by_month = grouped(fields(came), lambda one: (one.office, one.day[:7]))
    for table, scope, key, first, last in {where[:5]: None for where in months}:
        inside = [one for house in scopes[key] for one in by_month[house, first[:7]]]
        own = [one for one in inside if first <= one.day <= last]
        for part, some in grouped(own, lambda one: one.part).items():
            known = [one for one in some if one.told]
            days_told = {one.day for one in known}
            yield (
                (table, scope, key, first, last, part),
                {
                    "people": share(sum(one.people for one in known), len(days_told)),
                    "median": rank(together(one.waits for one in known), HALF),
                },
            )


class Service:
    """One service in one week of one office, or of several together."""

    def __init__(self) -> None:
        self.visits = self.bookings = self.lead = 0
        self.waits: Counter[int] = Counter()
        self.served: Counter[int] = Counter()
        self.online = self.came = self.absent = self.gone = 0

    def add_visits(self, some: Sequence[Visit]) -> None:
        """People came for it."""
        self.visits += len(some)
        self.waits.update(minutes(one.wait for one in some))
        self.served.update(minutes(one.served for one in some))

    def add_bookings(self, some: Sequence[Booking]) -> None:
        """It was booked."""
        online = [one for one in some if one.online]
        self.bookings += len(some)
        self.lead += sum(one.lead for one in some)
        self.online += len(online)
        self.came += sum(one.outcome in CAME - {"no_show"} for one in online)
        self.absent += sum(one.outcome == "no_show" for one in online)
        self.gone += sum(one.outcome in {"cancelled", "moved"} for one in online)


def services(came: Iterable[Visit], made: Iterable[Booking]) -> dict[tuple[int, str], Service]:
    """Every service in every week, over all offices: what may be told of each."""
    found: defaultdict[tuple[int, str], Service] = defaultdict(Service)
    for (_office, week), those in grouped(came, lambda one: (one.office, one.week)).items():
        parts = grouped(those, lambda one: one.service)
        for service in told({part: len(some) for part, some in parts.items()}):
            found[service, week].add_visits(parts[service])
    for (_office, week), booked in grouped(made, lambda one: (one.office, one.week)).items():
        shares = grouped(booked, lambda one: one.service)
        for service in told({part: len(some) for part, some in shares.items()}):
            found[service, week].add_bookings(shares[service])
    return found


def by_service(known: Mapping[tuple[int, str], Service], where: Sequence[Where]) -> Counted:
    """One service over whole weeks, or in one of them."""
    for table, scope, key, first, last, part in where:
        some = [known[int(key), week] for week in weeks(first, last) if (int(key), week) in known]
        made = sum(one.bookings for one in some)
        values: dict[str, Fraction | int | None] = {
            "visits": sum(one.visits for one in some),
            "bookings": made,
            "lead": share(sum(one.lead for one in some), DAY * made),
        }
        if table == "service_weeks":
            values["wait"] = rank(together(one.waits for one in some), HALF)
            values["served"] = rank(together(one.served for one in some), HALF)
        yield (table, scope, key, first, last, part), values


def searches(
    folder: Path, known: Mapping[tuple[int, str], Service], where: Sequence[Where]
) -> Counted:
    """From a search to the visit; weeks of a service with too few searches left out."""
    looked = grouped(
        rows(folder, "searches"), lambda row: (int(row["service_number"]), monday(row["date"]))
    )
    for table, scope, key, first, last, part in where:
        inside = weeks(first, last)
        steps = [
            [sum(int(row[name]) for row in found) for name in ("searches", "nothing", "chosen")]
            for week in inside
            if (found := looked.get((int(key), week)))
        ]
        steps = [step for step in steps if step[0] >= FEWEST]
        booked = [known[int(key), week] for week in inside if (int(key), week) in known]
        yield (
            (table, scope, key, first, last, part),
            {
                "searches": sum(step[0] for step in steps),
                "nothing": sum(step[1] for step in steps),
                "chosen": sum(step[2] for step in steps),
                "booked": sum(one.online for one in booked),
                "came": sum(one.came for one in booked),
                "absent": sum(one.absent for one in booked),
                "gone": sum(one.gone for one in booked),
            },
        )


def days(
    folder: Path, came: Sequence[Visit], offices: Iterable[str], where: Sequence[Where]
) -> Counted:
    """Every day of a week beside the same weekday of the four weeks before."""
    by_day = grouped(came, lambda one: (one.office, one.date))
    clerks = supplied(folder, "clerks")
    houses = list(offices)

    def people(day: str) -> int:
        return sum(len(some) for house in houses if enough(len(some := by_day[house, day])))

    def waits(day: str) -> Counter[int]:
        return together(
            Counter(min(begun(wait), LONGEST_WAIT) for wait in some)
            for house in houses
            for kind in (True, False)
            if enough(len(some := waited(by_day[house, day], appointed=kind)))
        )

    for table, scope, key, first, last, day in where:
        on = date.fromisoformat(day)
        before = [(on - timedelta(weeks=n)).isoformat() for n in range(1, USUAL_WEEKS + 1)]
        seen = [number for one in before if (number := people(one))]
        own = waits(day)
        yield (
            (table, scope, key, first, last, day),
            {
                "visits": people(day) or None,
                "usual_visits": round(Fraction(sum(seen), len(seen))) if seen else None,
                "median": rank(own, HALF),
                "usual_median": rank(together(waits(one) for one in before), HALF),
                "late": rank(own, NINE_OF_TEN),
                "desk_hours": round(
                    Fraction(sum(clerks.get((house, day), 0) for house in houses), HOUR)
                ),
            },
        )


def waited(some: Iterable[Visit], *, appointed: bool) -> list[int]:
    """The waits of those who came in this way, in seconds."""
    return [one.wait for one in some if one.wait is not None and one.appointed is appointed]


def counts(
    folder: Path, came: Sequence[Visit], scopes: Mapping[str, set[str]], where: Sequence[Where]
) -> Counted:
    """What reports count beside the promise: people, the part without an appointment, hours."""
    by_day = grouped(came, lambda one: (one.office, one.date))
    opened, clerks = supplied(folder, "open"), supplied(folder, "clerks")
    for table, scope, key, first, last, part in where:
        dates = spread(first, last)
        cells = [(house, day) for house in scopes[f"{scope} {key}"] for day in dates]
        own = [by_day[cell] for cell in cells if cell in by_day]
        if not own and not any(cell in opened for cell in cells):
            nothing = dict.fromkeys(("visits", "walk_in", "open_hours", "desk_hours"))
            yield (table, scope, key, first, last, part), nothing
            continue
        walked, invited = (
            sum(number for some in own if enough(number := len(waited(some, appointed=kind))))
            for kind in (False, True)
        )
        yield (
            (table, scope, key, first, last, part),
            {
                "visits": sum(len(some) for some in own if enough(len(some))),
                "walk_in": share(walked, walked + invited),
                "open_hours": Fraction(sum(opened.get(cell, 0) for cell in cells), HOUR),
                "desk_hours": Fraction(sum(clerks.get(cell, 0) for cell in cells), HOUR),
            },
        )


def supplied(folder: Path, what: str) -> dict[tuple[str, str], int]:
    """What every office had to give on every date, in minutes."""
    found = {
        (row["office_number"], row["date"]): int(row[what]) for row in rows(folder, "past_supply")
    }
    for row in rows(folder, "office_days"):
        if what == "open":
            spans = (
                row["spans"].strip("[]").replace(" ", "").split("],[")
                if "," in row["spans"]
                else []
            )
            ticks = sum(int(end) - int(start) for start, end in (one.split(",") for one in spans))
        else:
            ticks = sum(bytes.fromhex(row["supply"]))
        found[row["office_id"], row["date"]] = 5 * ticks
    return found


def access(folder: Path, where: Sequence[Where]) -> Counted:
    """Who got in how well, by one aspect at a time; the sums of weeks are the rows there are."""
    kept = grouped(rows(folder, "access"), lambda row: (row["area"], row["aspect"], row["week"]))
    for table, scope, key, first, last, part in where:
        aspect, _slash, value = part.partition("/")
        sums: Counter[str] = Counter()
        for week in weeks(first, last):
            some = kept.get((key, aspect, week), [])
            came = told({row["value"]: int(row["visits"]) for row in some})
            booked = told({row["value"]: int(row["bookings"]) for row in some})
            for row in some:
                if row["value"] != value:
                    continue
                names = ["visits", "left"] if value in came else []
                if names and int(row["called"]) >= FEWEST:
                    names += ["called", "within_15", "within_30"]
                if value in booked:
                    names += ["bookings", "lead_minutes", "lead_14"]
                sums.update({name: int(row[name]) for name in names})
        yield (
            (table, scope, key, first, last, part),
            {
                "visits": sums["visits"],
                "bookings": sums["bookings"],
                "within_15": share(sums["within_15"], sums["called"]),
                "within_30": share(sums["within_30"], sums["called"]),
                "left": share(sums["left"], sums["visits"]),
                "lead": share(sums["lead_minutes"], DAY * sums["bookings"]),
                "booked_14": share(sums["lead_14"], sums["bookings"]),
            },
        )


def weeks(first: str, last: str) -> list[str]:
    """The Mondays from the first to the last day."""
    return [day for day in spread(first, last) if date.fromisoformat(day).weekday() == 0]


def all_counted(folder: Path, where: Mapping[str, Sequence[Where]]) -> Counted:
    """Every table, counted anew."""
    came, made = list(visits(folder)), list(bookings(folder))
    offices = list(rows(folder, "offices"))
    scopes = {"city ": {row["id"] for row in offices}}
    for row in offices:
        scopes[f"office {row['key']}"] = {row["id"]}
        scopes.setdefault(f"area {row['area']}", set()).add(row["id"])
    by_key = {name.partition(" ")[2]: houses for name, houses in scopes.items()}
    known = services(came, made)
    yield from hours(came, by_key, where.get("hours", ()))
    yield from by_service(known, [*where.get("services", ()), *where.get("service_weeks", ())])
    yield from searches(folder, known, where.get("funnel", ()))
    yield from days(folder, came, scopes["city "], where.get("days", ()))
    yield from counts(folder, came, scopes, where.get("counts", ()))
    yield from access(folder, where.get("access", ()))


def said(value: Fraction | int | None) -> str:
    """A number as it is compared; nothing is an empty word."""
    return "" if value is None else repr(round(float(value), 6))


def differences(folder: Path) -> tuple[int, list[str]]:
    """How many values were compared, and a sentence about each that is another one."""
    there = {_where(row): row["value"] for row in rows(folder, "parts")}
    places: defaultdict[str, dict[Where, None]] = defaultdict(dict)
    for where, _figure in there:
        places[where[0]][where] = None
    found, compared = [], 0
    for where, values in all_counted(folder, {name: list(own) for name, own in places.items()}):
        for figure, value in values.items():
            compared += 1
            if there.get((where, figure), "not there") != said(value):
                was = there.get((where, figure), "not there")
                found.append(f"{where} {figure}: {was}, but counted {said(value)}")
    if compared < len(there):
        found.append(f"{len(there)} values were told, only {compared} can be counted.")
    return compared, found


def _where(row: Mapping[str, str]) -> tuple[Where, str]:
    names = ("table", "scope", "key", "first", "last", "part")
    table, scope, key, first, last, part = (row[name] for name in names)
    return (table, scope, key, first, last, part), row["figure"]


def main() -> int:
    """Count, compare, say."""
    compared, found = differences(Path(sys.argv[1]))
    print(*found[:50], sep="\n")
    print(f"{compared} values of parts counted anew, {len(found)} of them others.")
    return 1 if found or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
