"""An office's schedule as a set of forms, and the forms as a schedule again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_other
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from anlauf.directory.schedule import Schedule
from anlauf.engine.grid import Span
from anlauf.engine.opening import OpeningRule
from anlauf.web.planning import hours_editor_fields as fields
from anlauf.web.planning import hours_editor_forms as known_forms
from anlauf.web.planning.hours_editor_forms import DayForms, RuleForms, WeekForm

MOST_SEASONS = 6
MOST_SPANS = 4
_Bounds = tuple[date | None, date | None]


@dataclass(frozen=True)
class Book:
    """All forms of the editor, and what stays as it is: days that are over."""

    weeks: Sequence[WeekForm]
    rules: Any
    days: Any
    past: Schedule

    def is_valid(self) -> bool:
        """Tell whether everything is understood; every form is asked, so that all faults show."""
        sound = [form.is_valid() for form in (*self.weeks, self.rules, self.days)]
        return all(sound)

    def faults(self) -> list[tuple[str, str]]:
        """The number of the field and a sentence for everything that is not understood."""
        return [fault for part, form in self._parts() for fault in _faults(part, form)]

    def _parts(self) -> Iterator[tuple[str, forms.Form]]:
        """Every form with the words for the part of the page it stands in."""
        for number, week in enumerate(self.weeks, 1):
            several = len(self.weeks) > 1
            yield (_("Week %(number)s") % {"number": number} if several else ""), week
        for number, form in enumerate(self.rules.forms, 1):
            yield _("Special rule %(number)s") % {"number": number}, form
        for number, form in enumerate(self.days.forms, 1):
            yield _("Particular day %(number)s") % {"number": number}, form

    def schedule(self) -> Schedule:
        """The schedule the forms describe."""
        rules = [*_apart(week.rules() for week in self.weeks)]
        rules += [form.rule() for form in _filled(self.rules)]
        days = [day for form in _filled(self.days) for day in form.days()]
        return Schedule(tuple(rules), (*self.past.other_days, *days))


def shown(schedule: Schedule, today: date) -> Book:
    """The schedule in forms."""
    seasons = _seasons(schedule)
    weeks = [
        _week(number, bounds, seasons[bounds])
        for number, bounds in enumerate(sorted(seasons, key=_by_beginning))
    ] or [WeekForm(prefix="week0")]
    rules = [known_forms.rule_values(rule) for rule in schedule.rules if not _is_plain(rule)]
    coming = [day for day in schedule.other_days if day.date >= today]
    return Book(
        weeks,
        RuleForms(initial=rules, prefix="rules"),
        DayForms(initial=[known_forms.day_values(day) for day in coming], prefix="days"),
        _past(schedule, today),
    )


def read(posted: Mapping[str, Any], schedule: Schedule, today: date) -> Book:
    """The forms as somebody has filled them in."""
    weeks = [
        WeekForm(posted, prefix=f"week{number}", slots=_slots(posted, number))
        for number in range(_seasons_in(posted))
    ]
    return Book(
        weeks,
        RuleForms(posted, prefix="rules"),
        DayForms(posted, prefix="days"),
        _past(schedule, today),
    )


def with_another_week(book: Book) -> Book:
    """The forms with one more week, which begins as a copy of the last."""
    last = book.weeks[-1]
    values = {name: last[name].value() for name in last.fields if name.startswith("d")}
    another = WeekForm(initial=values, prefix=f"week{len(book.weeks)}", slots=last.slots)
    return with_other(book, weeks=[*book.weeks, another])


def _faults(part: str, form: forms.Form) -> Iterator[tuple[str, str]]:
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else None
        number = field.id_for_label or field.auto_id if field else ""
        where = ", ".join(words for words in (part, str(field.label) if field else "") if words)
        for error in errors:
            yield number, f"{where}: {error}" if where else str(error)


def _filled(several: Any) -> list[Any]:
    """The forms of a set that say something and are not struck out."""
    return [
        form
        for form in several.forms
        if form.has_changed() | bool(form.initial) and not form.cleaned_data.get("DELETE")
    ]


def _apart(weeks: Iterator[list[OpeningRule]]) -> list[OpeningRule]:
    """A week without an end is over when the next one begins."""
    together = [rules for rules in weeks if rules]
    begins = sorted(rules[0].valid_from for rules in together if rules[0].valid_from)
    found = []
    for rules in together:
        first, last = rules[0].valid_from, rules[0].valid_to
        later = [begin for begin in begins if first is None or begin > first]
        if last is None and later:
            last = later[0] - timedelta(days=1)
        found += [with_other(rule, valid_to=last) for rule in rules]
    return found


def _seasons(schedule: Schedule) -> dict[_Bounds, list[OpeningRule]]:
    found: dict[_Bounds, list[OpeningRule]] = {}
    for rule in schedule.rules:
        if _is_plain(rule):
            found.setdefault((rule.valid_from, rule.valid_to), []).append(rule)
    return found


def _week(number: int, bounds: _Bounds, rules: Sequence[OpeningRule]) -> WeekForm:
    spans = [(weekday, _of_weekday(rules, weekday)) for weekday in range(7)]
    most = max(len(known) for _weekday, known in spans)
    first, last = (fields.date_value(bound) for bound in bounds)
    values: dict[str, Any] = {"valid_from": first, "valid_to": last}
    values |= known_forms.week_values(spans)
    return WeekForm(initial=values, prefix=f"week{number}", slots=max(2, most))


def _of_weekday(rules: Sequence[OpeningRule], weekday: int) -> list[Span]:
    """The spans of a weekday, those that touch as one."""
    merged: list[Span] = []
    for span in sorted(s for rule in rules if weekday in rule.weekdays for s in rule.spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _is_plain(rule: OpeningRule) -> bool:
    return not rule.closed and rule.nth is None and rule.week_parity is None


def _by_beginning(bounds: _Bounds) -> date:
    return bounds[0] or date.min


def _past(schedule: Schedule, today: date) -> Schedule:
    return Schedule((), tuple(day for day in schedule.other_days if day.date < today))


def _seasons_in(posted: Mapping[str, Any]) -> int:
    return next((n for n in range(MOST_SEASONS, 0, -1) if f"week{n - 1}-d0_0_from" in posted), 1)


def _slots(posted: Mapping[str, Any], week: int) -> int:
    """As many spans as were shown, and one more where all of a day are in use."""
    there = next(
        (n for n in range(MOST_SPANS, 0, -1) if f"week{week}-d0_{n - 1}_from" in posted), 2
    )
    full = any(posted.get(f"week{week}-d{day}_{there - 1}_from") for day in range(7))
    return min(MOST_SPANS, there + 1) if full else there
