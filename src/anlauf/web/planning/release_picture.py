"""Who may book how much of a day, as the day comes nearer: a bar for each moment, and its table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlauf.booking.queries import ReleasedDay
from anlauf.booking.states import Share
from anlauf.engine.grid import clock_text
from anlauf.engine.release import Opening, Tranche
from anlauf.web.planning.release_words import PEOPLE

CLOSED = "closed"
Key = tuple[int, int, int]


@dataclass(frozen=True)
class Piece:
    """A coloured piece of a bar that is 100 wide."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Moment:
    """One moment before the day: its bar, and how much is open to each share, in percent."""

    label: str
    pieces: tuple[Piece, ...]
    percents: tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """Hours of a date that are open to a share now, and how many more or less than before."""

    hours: float
    change: float


@dataclass(frozen=True)
class DayRow:
    """A date of the preview: its bar, and a cell for each share."""

    released: ReleasedDay
    hours: float
    pieces: tuple[Piece, ...]
    cells: tuple[Cell, ...]


def shares_of(*rules: Iterable[Tranche]) -> list[str]:
    """The shares these rules speak of, in their usual order."""
    named = {opening.share for rule in rules for each in rule for opening in each.openings}
    return [share for share in PEOPLE if share in named]


def moments(tranches: Sequence[Tranche], shares: Sequence[str]) -> list[Moment]:
    """Each moment at which anything opens, the earliest first."""
    keys = sorted({_key(opening) for each in tranches for opening in each.openings})
    return [
        Moment(_label(key), _pieces(tranches, key), _percents(tranches, shares, key))
        for key in keys
    ]


def days(
    after: Sequence[ReleasedDay], before: Sequence[ReleasedDay], shares: Sequence[str]
) -> list[DayRow]:
    """The preview's dates; `before` is what the rule that holds gives on the same dates."""
    known = {day.date: day for day in before}
    return [_day(day, known.get(day.date, day), shares) for day in after]


def _day(after: ReleasedDay, before: ReleasedDay, shares: Sequence[str]) -> DayRow:
    cells = tuple(
        Cell(_hours(after.open[share]), _hours(after.open[share] - before.open[share]))
        for share in shares
    )
    online, later = after.open[Share.ONLINE], after.later[Share.ONLINE]
    rest = after.minutes - online - later
    lengths = ((Share.ONLINE, online), ("later", later), (CLOSED, rest))
    return DayRow(after, _hours(after.minutes), _laid(lengths, after.minutes), cells)


def _hours(minutes: int) -> float:
    return round(minutes / 60, 1)


def _key(opening: Opening) -> Key:
    """What orders moments in time; minutes before are of the day itself."""
    if opening.minutes_before is not None:
        return (1, -opening.minutes_before, 0)
    return (0, -(opening.days_before or 0), opening.tick)


def _label(key: Key) -> str:
    kind, distance, tick = key
    if kind:
        return ngettext("%(minutes)s minute before", "%(minutes)s minutes before", -distance) % {
            "minutes": -distance
        }
    if not distance:
        return _("The day itself, %(time)s") % {"time": clock_text(tick)}
    return ngettext(
        "%(days)s day before, %(time)s", "%(days)s days before, %(time)s", -distance
    ) % {"days": -distance, "time": clock_text(tick)}


def _open_to(tranche: Tranche, key: Key) -> set[str]:
    return {opening.share for opening in tranche.openings if _key(opening) <= key}


def _pieces(tranches: Sequence[Tranche], key: Key) -> tuple[Piece, ...]:
    """The bar: what everybody may book, what only some may, what is still closed."""
    lengths = dict.fromkeys([*PEOPLE, CLOSED], 0)
    for tranche in tranches:
        allowed = _open_to(tranche, key)
        kind = next((share for share in PEOPLE if share in allowed), CLOSED)
        lengths[kind] += tranche.percent
    return _laid(lengths.items(), 100)


def _laid(lengths: Iterable[tuple[str, int]], whole: int) -> tuple[Piece, ...]:
    pieces, x = [], 0.0
    for kind, length in lengths:
        width = round(100 * length / whole, 2) if whole else 0
        if width:
            pieces.append(Piece(kind, round(x, 2), width))
        x += width
    return tuple(pieces)


def _percents(tranches: Sequence[Tranche], shares: Sequence[str], key: Key) -> tuple[int, ...]:
    return tuple(
        sum(tranche.percent for tranche in tranches if share in _open_to(tranche, key))
        for share in shares
    )
