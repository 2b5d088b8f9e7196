"""The small fields of the hours editor: times on the grid, dates, and spans made of two times."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from itertools import pairwise
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlauf.engine.grid import TICKS, OffGrid, Span, clock_text, tick_of

INPUT = "kern-form-input__input"
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)  # what a slip of the finger is beyond
FROM, TO = gettext_lazy("from"), gettext_lazy("to")
WEEKDAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)


def clock_field(label: object) -> forms.TimeField:
    """A time of day in steps of five minutes; it may stay empty."""
    widget = forms.TimeInput(
        format="%H:%M",
        attrs={"type": "time", "step": 300, "class": INPUT, "aria-label": str(label)},
    )
    return forms.TimeField(required=False, label=str(label), widget=widget)


def date_field(label: object, *, required: bool = False) -> forms.DateField:
    """A date as browsers pick it."""
    limits = {"min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
    kind = {"type": "date", "class": INPUT}
    widget = forms.DateInput(format="%Y-%m-%d", attrs=kind | limits)
    sentence = _("Please choose a year from %(first)s to %(last)s.") % {
        "first": EARLIEST.year,
        "last": LATEST.year,
    }
    field = forms.DateField(required=required, label=str(label), widget=widget)
    field.validators += [MinValueValidator(EARLIEST, sentence), MaxValueValidator(LATEST, sentence)]
    return field


def date_value(day: date | None) -> str:
    """A date as the value of a date field, which knows one way to write it in every language."""
    return day.isoformat() if day else ""


def clock_value(tick: int) -> str:
    """A tick as the value of a time field, where the end of the day is midnight."""
    return clock_text(tick % TICKS)


class WrongSpan(ValueError):
    """Two times that make no span; the message is for people."""


def span(start: time | None, end: time | None) -> Span | None:
    """The span between two times, or nothing when both are empty."""
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise WrongSpan(_("Please give both times."))
    try:
        first, last = tick_of(start), tick_of(end) or TICKS
    except OffGrid:
        raise WrongSpan(_("Please give times in steps of five minutes.")) from None
    if last <= first:
        raise WrongSpan(_("The end must be later than the beginning."))
    return Span(first, last)


def spans(pairs: Iterable[tuple[time | None, time | None]]) -> tuple[Span, ...]:
    """The spans these pairs of times make, in their order; overlapping ones are refused."""
    found = sorted(one for one in (span(*pair) for pair in pairs) if one)
    for before, after in pairwise(found):
        if before.overlaps(after):
            raise WrongSpan(_("Two of the times overlap."))
    return tuple(found)


def pair_names(prefix: str, slots: int) -> Iterator[tuple[str, str]]:
    """The names of the fields of so many spans."""
    for slot in range(slots):
        yield f"{prefix}{slot}_from", f"{prefix}{slot}_to"


def pair_values(prefix: str, given: Sequence[Span]) -> dict[str, str]:
    """These spans as values of their fields."""
    values = {}
    for (first, last), one in zip(pair_names(prefix, len(given)), given, strict=True):
        values[first], values[last] = clock_value(one.start), clock_value(one.end)
    return values


def read_pairs(cleaned: Mapping[str, Any], prefix: str, slots: int) -> tuple[Span, ...]:
    """The spans in these cleaned fields; raises WrongSpan."""
    return spans(
        (cleaned.get(first), cleaned.get(last)) for first, last in pair_names(prefix, slots)
    )


def ends_after(first: date | None, last: date | None) -> bool:
    """Tell whether a time from a date to a date is one."""
    return first is None or last is None or last >= first
