"""Maps of weekday and hour: how many came, how long they waited; darker is more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.evaluation.queries import Hour, Hours

WEEKDAYS: Sequence[str | Promise] = (
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
    *(_("Friday"), _("Saturday"), _("Sunday")),
)
WAITS = (5.0, 15.0, 30.0, 45.0)  # minutes, above which a field is a shade darker
PARTS = (0.2, 0.4, 0.6, 0.8)  # of the fullest hour


@dataclass(frozen=True)
class Shade:
    """One field: what it says, whether anybody came at all, and how dark it is."""

    number: int | None
    known: bool
    level: int


@dataclass(frozen=True)
class Map:
    """One map: its rows by weekday."""

    rows: tuple[tuple[str | Promise, tuple[Shade, ...]], ...]


@dataclass(frozen=True)
class Heat:
    """Both maps over the same hours."""

    hours: tuple[int, ...]
    people: Map
    waits: Map


def heat(found: Hours) -> Heat | None:
    """The maps; nothing to draw where nobody came."""
    if not found:
        return None
    hours = tuple(sorted({hour for _weekday, hour in found}))
    most = max((one.people or 0 for one in found.values()), default=0)
    return Heat(
        hours,
        _map(found, hours, lambda one: one.people, [part * most for part in PARTS]),
        _map(found, hours, lambda one: one.median, WAITS),
    )


def _map(
    found: Hours,
    hours: Sequence[int],
    said: Callable[[Hour], float | None],
    bounds: Sequence[float],
) -> Map:
    shades = {place: Shade(*_shade(said(one), bounds)) for place, one in found.items()}
    weekdays = sorted({weekday for weekday, _hour in found})
    return Map(tuple((WEEKDAYS[weekday], _row(shades, weekday, hours)) for weekday in weekdays))


def _row(
    shades: Mapping[tuple[int, int], Shade], weekday: int, hours: Sequence[int]
) -> tuple[Shade, ...]:
    return tuple(shades.get((weekday, hour), Shade(None, known=False, level=0)) for hour in hours)


def _shade(value: float | None, bounds: Sequence[float]) -> tuple[int | None, bool, int]:
    if value is None:
        return None, True, 0
    return round(value), True, sum(value > bound for bound in bounds)
