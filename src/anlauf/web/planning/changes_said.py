"""A change in words: what held before and what holds after it, line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.directory import schedule as schedules
from anlauf.directory.schedule import OtherDay
from anlauf.engine.grid import Span
from anlauf.engine.opening import OpeningRule
from anlauf.staffing import lines as patterns
from anlauf.staffing.lines import Line
from anlauf.staffing.states import ChangeKind
from anlauf.web.planning.hours_editor_fields import WEEKDAYS
from anlauf.web.planning.hours_editor_forms import NTHS, PARITIES


@dataclass(frozen=True)
class Said:
    """The lines that hold no longer, and those that hold now."""

    gone: tuple[str, ...]
    new: tuple[str, ...]


def said(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Said:
    """What a change of this kind is about, in words."""
    old, new = _lines(kind, before), _lines(kind, after)
    return Said(
        tuple(line for line in old if line not in new),
        tuple(line for line in new if line not in old),
    )


def met(counts: Mapping[str, int]) -> list[str]:
    """What became of whom, one sentence for each thing that happened."""
    return [
        sentence(count) % {"count": count}
        for name, sentence in _MET.items()
        if (count := counts.get(name, 0))
    ]


def spans_said(spans: Iterable[Span]) -> str:
    """Spans as they stand on the door."""
    return ", ".join(str(span) for span in spans)


def _lines(kind: str, book: Mapping[str, Any]) -> list[str]:
    if kind == ChangeKind.HOURS:
        schedule = schedules.read(book)
        rules = [_rule(rule) for rule in sorted(schedule.rules, key=_order)]
        return rules + [_day(day) for day in schedule.other_days]
    if kind == ChangeKind.DAYS:
        return [_day(day) for day in schedules.days_read(book["days"])]
    if kind == ChangeKind.STAFF:
        return [_pattern(line) for line in patterns.read(book["lines"])]
    if kind == ChangeKind.DURATION:
        return [_duration(book)]
    return []


def _rule(rule: OpeningRule) -> str:
    days = ", ".join(str(WEEKDAYS[weekday]) for weekday in sorted(rule.weekdays))
    parts = [f"{days}: {spans_said(rule.spans)}"]
    if rule.nth:
        names = dict(NTHS)
        which = ", ".join(str(names[nth]) for nth in sorted(rule.nth, key=lambda n: n % 10))
        parts.append(_("only the %(which)s of the month") % {"which": which})
    if rule.week_parity:
        parts.append(str(dict(PARITIES)[rule.week_parity]))
    parts += _bounds(rule.valid_from, rule.valid_to)
    if rule.closed:
        parts.append(_("closed"))
    return "; ".join(parts)


def _day(day: OtherDay) -> str:
    what = {
        "closed": _("closed %(spans)s"),
        "partial": _("open %(spans)s only"),
        "extra": _("open %(spans)s, too"),
    }[day.kind]
    reason = say(day.reason, get_language() or "")
    words = (what % {"spans": spans_said(day.spans)}).replace("  ", " ").strip()
    return f"{_date(day.date)}: {words}" + (f" ({reason})" if reason else "")


def _pattern(line: Line) -> str:
    clerks = ngettext("%(count)s clerk", "%(count)s clerks", line.clerks) % {"count": line.clerks}
    first = None if line.valid_from == date.min else line.valid_from
    last = None if line.valid_to == date.max else line.valid_to
    when = f"{WEEKDAYS[line.weekday]} {line.span}"
    return "; ".join([f"{when}: {clerks} ({', '.join(line.skills)})", *_bounds(first, last)])


def _duration(book: Mapping[str, Any]) -> str:
    service = directory.services_numbered([book["service"]]).get(book["service"])
    name = say(service.name, get_language() or "") if service else ""
    return _("%(service)s: %(minutes)s minutes, each further person %(further)s") % {
        "service": name,
        "minutes": book["minutes"],
        "further": book["further"],
    }


def _bounds(first: date | None, last: date | None) -> list[str]:
    parts = []
    if first:
        parts.append(_("from %(date)s") % {"date": _date(first)})
    if last:
        parts.append(_("until %(date)s") % {"date": _date(last)})
    return parts


def _date(day: date) -> str:
    # Translators: a date with its weekday, in the letters of Django's date formats
    return date_format(day, _("l, j F Y"))


def _order(rule: OpeningRule) -> tuple[date, int]:
    return rule.valid_from or date.min, min(rule.weekdays, default=7)


def _days_written(count: int) -> str:
    return ngettext(
        "%(count)s day has another plan now.", "%(count)s days have another plan now.", count
    )


def _moved(count: int) -> str:
    return ngettext(
        "%(count)s appointment was moved to a new time.",
        "%(count)s appointments were moved to new times.",
        count,
    )


def _cancelled(count: int) -> str:
    return ngettext(
        "%(count)s appointment was cancelled with an apology.",
        "%(count)s appointments were cancelled with an apology.",
        count,
    )


def _kept(count: int) -> str:
    return ngettext(
        "%(count)s appointment was kept on purpose: please see to it that somebody is there.",
        "%(count)s appointments were kept on purpose: please see to it that somebody is there.",
        count,
    )


def _unreached(count: int) -> str:
    return ngettext(
        "%(count)s person left no address, so no letter tells them: please do it yourself.",
        "%(count)s people left no address, so no letter tells them: please do it yourself.",
        count,
    )


def _holds(count: int) -> str:
    return ngettext(
        "%(count)s person who was just booking is asked to choose another time.",
        "%(count)s people who were just booking are asked to choose another time.",
        count,
    )


def _again(count: int) -> str:
    return ngettext(
        "%(count)s appointment that was kept on purpose has its place again.",
        "%(count)s appointments that were kept on purpose have their places again.",
        count,
    )


def _longer(count: int) -> str:
    return ngettext(
        "%(count)s booked visit was given more time.",
        "%(count)s booked visits were given more time.",
        count,
    )


_MET = {
    "days": _days_written,
    "moved": _moved,
    "cancelled": _cancelled,
    "unreached": _unreached,
    "kept": _kept,
    "holds_ended": _holds,
    "placed_again": _again,
    "lengthened": _longer,
}
