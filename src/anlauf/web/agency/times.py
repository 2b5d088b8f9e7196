"""Free times for somebody who reads them out, from the internal share and from the online one.

The internal share is taken first; what everybody may book stays for everybody as long as it can.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, islice

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import Share
from anlauf.booking.values import Question, Start, Wish
from anlauf.core.refusal import Refused
from anlauf.directory.queries import Office
from anlauf.engine import grid
from anlauf.web.common.chosen import Chosen

SHARES = (Share.INTERNAL, Share.ONLINE)
URGENT = (Share.URGENT,)
EARLIEST = 9
ENOUGH_TO_CHOOSE_FROM = 90
OFFICES_PER_TIME = 3
QUARTER_OF_AN_HOUR = 3


@dataclass(frozen=True)
class Choice:
    """A free time on a button."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Day:
    """The choices of one date."""

    date: date
    items: tuple[Choice, ...]


@dataclass(frozen=True)
class OfficeTimes:
    """One office with its next time, or with its times of one day."""

    office: Office
    date: date | None
    items: tuple[Choice, ...]


@dataclass(frozen=True)
class Times:
    """What can be offered to the caller."""

    earliest: tuple[Day, ...]
    offices: tuple[OfficeTimes, ...]
    on_day: tuple[OfficeTimes, ...]


def earliest(
    question: Question, offices: Sequence[Office], shares: Sequence[str], *, at: datetime
) -> tuple[Day, ...]:
    """The next times anywhere, date by date."""
    asked = replace(question, every=QUARTER_OF_AN_HOUR)
    starts = _together(
        booking.times_on_offer(replace(asked, share=share), at=at, most=ENOUGH_TO_CHOOSE_FROM)
        for share in shares
    )
    by_number = {office.pk: office for office in offices}
    return tuple(
        Day(on, tuple(_choice(start, by_number[start.office], note=True) for start in group))
        for on, group in groupby(_varied(starts), key=lambda start: start.date)
    )


def shown(
    question: Question, offices: Sequence[Office], day: date | None, *, at: datetime
) -> Times:
    """The next times anywhere and at each office, and those of one day."""
    if not offices:
        return Times((), (), ())
    return Times(
        earliest=earliest(question, offices, SHARES, at=at),
        offices=_next_of_each(question, offices, at=at) if len(offices) > 1 else (),
        on_day=() if day is None else _of_day(question, offices, day, at=at),
    )


def promised(wish: Wish, promise: Callable[[Wish], Appointment]) -> Appointment:
    """What the promise makes of the wish, from the internal share if that still has the time."""
    try:
        return promise(replace(wish, share=Share.INTERNAL))
    except (commands.TimeTaken, commands.TooFarAhead, commands.TimePast):
        return promise(replace(wish, share=Share.ONLINE))


def _next_of_each(
    question: Question, offices: Sequence[Office], *, at: datetime
) -> tuple[OfficeTimes, ...]:
    """Offices with their next time, earliest first."""
    found: dict[int, Start] = {}
    for share in SHARES:
        for number, start in _per_office(question, share, at=at).items():
            if start is not None and (number not in found or start.at < found[number].at):
                found[number] = start
    rows = [
        OfficeTimes(office, found[office.pk].date, (_choice(found[office.pk], office),))
        for office in sorted(
            (office for office in offices if office.pk in found),
            key=lambda office: found[office.pk].at,
        )
    ]
    return (*rows, *(OfficeTimes(office, None, ()) for office in offices if office.pk not in found))


def _of_day(
    question: Question, offices: Sequence[Office], day: date, *, at: datetime
) -> tuple[OfficeTimes, ...]:
    """The times of one date, office by office."""
    asked = replace(question, every=QUARTER_OF_AN_HOUR)
    starts = _together(
        booking.starts_of_day(replace(asked, share=share), day, at=at) for share in SHARES
    )
    rows = []
    for office in offices:
        items = tuple(_choice(start, office) for start in starts if start.office == office.pk)
        if items:
            rows.append(OfficeTimes(office, day, items))
    return tuple(rows)


def _per_office(question: Question, share: str, *, at: datetime) -> dict[int, Start | None]:
    try:
        return booking.earliest_per_office(replace(question, share=share), at=at)
    except Refused:  # so many at a time fit into no visit: the page says it once
        return {}


def _together(answers: Iterable[Iterable[Start]]) -> list[Start]:
    """The times of several shares, each time of an office once, earliest first."""
    found = {(start.at, start.office): start for starts in answers for start in starts}
    return [found[place] for place in sorted(found)]


def _varied(starts: Sequence[Start]) -> list[Start]:
    """The earliest times, of each only a few offices: one time nine times over is no choice."""
    found = [
        start
        for _moment, group in groupby(starts, key=lambda start: start.at)
        for start in islice(group, OFFICES_PER_TIME)
    ]
    return found[:EARLIEST]


def _choice(start: Start, office: Office, *, note: bool = False) -> Choice:
    value = str(Chosen(office.key, start.date, start.tick))
    return Choice(value, grid.clock_text(start.tick), office.short if note else "")
