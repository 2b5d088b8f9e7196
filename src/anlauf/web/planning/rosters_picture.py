"""A roster as a table of offices and days, each cell a figure with a shade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anlauf.engine.roster.coverage import Cover
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.staffing.queries import Overview, Roster
from anlauf.web.planning import rosters_said

WEEK = 7
NEARLY = 90  # per cent of what is wanted
SHOWN = 30  # rules broken that a page names


@dataclass(frozen=True)
class Cell:
    """One office on one day: how much of what is wanted is there."""

    on: date
    percent: int | None
    missing: float
    shade: str  # full, little, much, closed


@dataclass(frozen=True)
class Row:
    """One office in one week."""

    office: Office
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Week:
    """Seven days of all offices."""

    first: date
    days: tuple[date, ...]
    rows: tuple[Row, ...]


def picture(row: Roster, seen: Overview) -> dict[str, object]:
    """What a page shows of a roster."""
    offices = [one for one in people.workplaces(None) if one.pk in set(row.offices)]
    return {
        "seen": seen,
        "weeks": [_week(row, seen, offices, number) for number in range(row.days // WEEK)],
        "broken": rosters_said.broken(row, seen.violations[:SHOWN]),
        "pairs": rosters_said.pairs(row),
        "more_broken": max(0, len(seen.violations) - SHOWN),
        "wishes": seen.cases("request"),
        "unfair": seen.cases("share"),
        "covered": _share(seen),
    }


def _share(seen: Overview) -> int:
    if not seen.wanted_hours:
        return 100
    return int(100 * max(0.0, 1 - seen.missing_hours / seen.wanted_hours))


def _week(row: Roster, seen: Overview, offices: Sequence[Office], number: int) -> Week:
    first = row.first + timedelta(days=WEEK * number)
    days = tuple(first + timedelta(days=day) for day in range(WEEK))
    covers = {
        (office, row.first + timedelta(days=day)): cover
        for (office, day), cover in seen.covers.items()
    }
    rows = tuple(Row(office, tuple(_cell(covers, office, on) for on in days)) for office in offices)
    open_rows = tuple(row for row in rows if any(cell.percent is not None for cell in row.cells))
    return Week(first, days, open_rows)


def _cell(covers: Mapping[tuple[int, date], Cover], office: Office, on: date) -> Cell:
    cover = covers.get((office.pk, on))
    if cover is None:
        return Cell(on, None, 0.0, "closed")
    percent, missing = cover.percent, cover.missing_hours
    shade = "full" if not missing else "little" if percent >= NEARLY else "much"
    return Cell(on, percent, missing, shade)
