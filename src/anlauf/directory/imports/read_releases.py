"""Reads rules of release: in which parts time is given out, to whom and from when on."""

from datetime import time

from django.utils.translation import gettext as _

from anlauf.directory.imports.described import Release, ReleaseOpening, ReleasePart
from anlauf.directory.imports.table import Table
from anlauf.engine.grid import OffGrid, tick_of

_WHOLE = 100


def rule(table: Table) -> Release:
    """A rule for an office or an area, for one skill or all; with neither, for the city."""
    valid_from, valid_to = table.days()
    parts = tuple(_part(each) for each in table.tables("part", "part"))
    found = Release(
        name=table.wording("name"),
        area=table.one("area", "area") if table.has("area") else "",
        office=table.one("office", "office") if table.has("office") else "",
        skill=table.one("skill", "skill") if table.has("skill") else "",
        parts=parts,
        horizon_days=table.whole("horizon_days") if table.has("horizon_days") else None,
        notice_minutes=table.whole("notice_minutes") if table.has("notice_minutes") else None,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if found.area and found.office:
        table.wrong("area", _("A rule is for an area or for an office, not for both."))
    total = sum(part.percent for part in parts)
    if total != _WHOLE:
        table.wrong(
            "part", _("The parts add up to %(total)s percent, not to 100.") % {"total": total}
        )
    table.done()
    return found


def _part(table: Table) -> ReleasePart:
    openings = tuple(_opening(each) for each in table.tables("opens", "opening"))
    percent = table.whole("percent", least=1)
    if not openings:
        table.wrong("opens", _("This part opens to nobody."))
    table.done()
    return ReleasePart(percent, openings)


def _opening(table: Table) -> ReleaseOpening:
    """So many days before the date at a time of day, or so many minutes before the time itself."""
    share = table.text("to")
    if table.has("minutes"):
        minutes = table.whole("minutes", least=1)
        table.report_strangers()
        return ReleaseOpening(share, None, 0, minutes)
    days, tick = table.whole("days"), _tick(table)
    table.report_strangers()
    return ReleaseOpening(share, days, tick, None)


def _tick(table: Table) -> int:
    words = table.text("at")
    try:
        return tick_of(time.fromisoformat(words)) if words else 0
    except (ValueError, OffGrid):
        table.wrong("at", _("“%(words)s” is no time such as 07:00.") % {"words": words})
        return 0
