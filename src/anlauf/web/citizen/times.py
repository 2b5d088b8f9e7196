"""Free times as the page shows them: in an order, by weeks, of one day, office by office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from anlauf.booking.queries import Fitting, Results, Wave
from anlauf.booking.values import Start
from anlauf.directory.queries import Office
from anlauf.engine import grid
from anlauf.web.citizen.journey import Order
from anlauf.web.citizen.looking import Looking, Nearby
from anlauf.web.citizen.weeks import Sheet, sheet_shown
from anlauf.web.common.chosen import Chosen
from anlauf.web.templatetags.anlauf import short_date

EARLIEST = 8
BEST = 6
OFFICES_PER_TIME = 3
SOME_OF_AN_OFFICE = 3
NEAREST_ALTERNATIVES = 6


@dataclass(frozen=True)
class Choice:
    """A free time on a button."""

    value: str
    href: str
    label: str
    note: str = ""
    when: str = ""


@dataclass(frozen=True)
class Day:
    """The choices of one date."""

    date: date
    items: tuple[Choice, ...]


@dataclass(frozen=True)
class Fit:
    """A time near to what was wished, and how near."""

    date: date
    fitting: Fitting
    items: tuple[Choice, ...]


@dataclass(frozen=True)
class OfficeTimes:
    """What one office has free: its next time, or its times of one date."""

    office: Office
    kilometres: float | None
    minutes: int | None
    href: str
    date: date | None
    items: tuple[Choice, ...]
    more: int = 0


@dataclass(frozen=True)
class Minutes:
    """How long the visit takes, where it is shortest and where it is longest."""

    shortest: int
    longest: int


@dataclass(frozen=True)
class Times:
    """All a citizen is shown to choose a time from."""

    minutes: Minutes | None = None
    earliest: tuple[Day, ...] = ()
    fits: tuple[Fit, ...] = ()
    weeks: Sheet | None = None
    day: date | None = None
    on_day: tuple[OfficeTimes, ...] = ()
    offices: tuple[OfficeTimes, ...] = ()
    wave: Wave | None = None

    @property
    def none(self) -> bool:
        """Tell whether nothing is free at all."""
        return self.weeks is None


def shown(looking: Looking, *, at: datetime, today: date) -> Times:
    """Everything free that answers a search."""
    found = looking.results(at=at)
    if found is None:
        return Times()
    lengths = found.minutes.values()
    minutes = Minutes(min(lengths), max(lengths))
    wave = None if looking.then else found.next_wave  # unknown for two in a row
    if not found.days:
        return Times(minutes, wave=wave)

    counts = found.counts()
    day = _day(looking.journey.day)
    return Times(
        minutes=minutes,
        earliest=_earliest(looking, found) if looking.order == Order.EARLIEST else (),
        fits=_fits(looking, found) if looking.order == Order.FIT else (),
        weeks=sheet_shown(looking, counts, day=day, today=today),
        day=day,
        on_day=_on_day(looking, found, day) if day in counts else (),
        offices=() if looking.single else _next_of_each(looking, found, at=at),
        wave=wave,
    )


def nearest(looking: Looking, wanted: Chosen, *, at: datetime) -> tuple[Day, ...]:
    """The free times nearest to one that was just taken, those of its own office first."""
    found = looking.results(at=at, day=wanted.date)
    starts = found.on(wanted.date) if found else []
    offices = looking.by_number
    starts.sort(
        key=lambda start: (
            abs(start.tick - wanted.tick),
            offices[start.office].key != wanted.office,
        )
    )
    chosen = sorted(starts[:NEAREST_ALTERNATIVES], key=lambda start: start.tick)
    return by_day(looking, chosen)


def _earliest(looking: Looking, found: Results) -> tuple[Day, ...]:
    """The earliest times, of each only a few offices: one time eight times over is no choice."""
    return by_day(looking, found.varied(EARLIEST, offices=OFFICES_PER_TIME))


def by_day(looking: Looking, starts: Iterable[Start]) -> tuple[Day, ...]:
    """Times date by date, with the office's name where there are several."""
    offices = looking.by_number
    notes = _notes(looking)
    return tuple(
        Day(
            on,
            tuple(
                _choice(looking, start, offices[start.office], note=notes[start.office])
                for start in group
            ),
        )
        for on, group in groupby(starts, key=lambda start: start.date)
    )


def _fits(looking: Looking, found: Results) -> tuple[Fit, ...]:
    """The times nearest to the wish, each at a few offices, those of the list's beginning first."""
    offices = looking.by_number
    notes = _notes(looking)
    return tuple(
        Fit(
            fitting.starts[0].date,
            fitting,
            tuple(
                _choice(looking, start, offices[start.office], note=notes[start.office])
                for start in fitting.starts[:OFFICES_PER_TIME]
            ),
        )
        for fitting in found.fitting(looking.preference, BEST)
    )


def _notes(looking: Looking) -> Mapping[int, str]:
    """What to write under a time at each office."""
    return {
        number: "" if looking.single else row.short for number, row in looking.by_number.items()
    }


def _on_day(looking: Looking, found: Results, day: date | None) -> tuple[OfficeTimes, ...]:
    """The times of one date, office by office; of many offices only a few each."""
    if day is None:
        return ()
    by_office: dict[int, list[Start]] = {}
    for start in found.on(day):
        by_office.setdefault(start.office, []).append(start)
    rows = []
    for each in looking.offices:
        free = by_office.get(each.office.pk, [])
        some = free if looking.single else _spread(free)
        if some:
            rows.append(_office_times(looking, found, each, some, more=len(free) - len(some)))
    return tuple(rows)


def _spread(starts: list[Start]) -> list[Start]:
    """A few times spread over the day, the first and the last among them."""
    if len(starts) <= SOME_OF_AN_OFFICE:
        return starts
    last = len(starts) - 1
    return [starts[last * place // (SOME_OF_AN_OFFICE - 1)] for place in range(SOME_OF_AN_OFFICE)]


def _next_of_each(looking: Looking, found: Results, *, at: datetime) -> tuple[OfficeTimes, ...]:
    """The next time of each office: nearest offices first, else earliest times first."""
    earliest = found.by_office()
    rows = []
    for each in looking.offices:
        start = earliest.get(each.office.pk)
        rows.append((start, _office_times(looking, found, each, [start] if start else [])))
    if looking.order != Order.NEAREST:
        rows.sort(key=lambda row: (row[0] is None, row[0].at if row[0] else at))
    return tuple(row for _start, row in rows)


def _office_times(
    looking: Looking, found: Results, each: Nearby, starts: list[Start], *, more: int = 0
) -> OfficeTimes:
    at_office = looking.journey.at_office(each.office.key)
    lengths = found.minutes
    return OfficeTimes(
        office=each.office,
        kilometres=each.kilometres,
        minutes=lengths.get(each.office.pk) if found.differ else None,
        href=looking.address(at_office, "#day" if at_office.day else ""),
        date=starts[0].date if starts else None,
        items=tuple(_choice(looking, start, each.office) for start in starts),
        more=more,
    )


def _choice(looking: Looking, start: Start, office: Office, *, note: str = "") -> Choice:
    chosen = Chosen(office.key, start.date, start.tick)
    clock = grid.clock_text(start.tick)
    if looking.then:
        clock = f"{clock} + {grid.clock_text(start.tick + grid.ticks_for(start.minutes))}"
    return Choice(
        value=str(chosen),
        href=looking.confirmation(chosen),
        label=clock,
        note=note,
        when=f"{short_date(start.date)}, {clock}",
    )


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
