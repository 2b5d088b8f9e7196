"""The forms of the hours editor: a week, a special rule, a particular day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from anlauf.directory.schedule import Kind, OtherDay
from anlauf.engine.grid import Span
from anlauf.engine.opening import OpeningRule
from anlauf.web.planning import hours_editor_fields as fields
from anlauf.web.planning.hours_editor_fields import FROM, TO, WEEKDAYS, WrongSpan

LONGEST_CLOSURE = timedelta(days=366)
LONGEST_REASON = 120
LEAST_SPANS = 2
KINDS = (
    ("closed", gettext_lazy("closed, all day or at these times")),
    ("partial", gettext_lazy("open at these times only")),
    ("extra", gettext_lazy("open at these times, too")),
)
NTHS = (
    (1, pgettext_lazy("weekday of the month", "first")),
    (2, pgettext_lazy("weekday of the month", "second")),
    (3, pgettext_lazy("weekday of the month", "third")),
    (4, pgettext_lazy("weekday of the month", "fourth")),
    (5, pgettext_lazy("weekday of the month", "fifth")),
    (-1, pgettext_lazy("weekday of the month", "last")),
)
PARITIES = (
    ("", gettext_lazy("every week")),
    ("odd", gettext_lazy("odd weeks")),
    ("even", gettext_lazy("even weeks")),
)
EFFECTS = (
    ("open", pgettext_lazy("an office", "open")),
    ("closed", pgettext_lazy("an office", "closed")),
)


@dataclass(frozen=True)
class Row:
    """A weekday of the grid as the template lays it out."""

    name: str
    pairs: tuple[tuple[forms.BoundField, forms.BoundField], ...]
    errors: Sequence[str]


class WeekForm(forms.Form):
    """The usual hours of a week, for as long as they hold."""

    def __init__(self, *given: Any, slots: int = 2, **named: Any) -> None:
        super().__init__(*given, **named)
        self.slots = slots
        self.fields["valid_from"] = fields.date_field(_("First day (empty: always)"))
        self.fields["valid_to"] = fields.date_field(_("Last day (empty: until further notice)"))
        for weekday, name in enumerate(WEEKDAYS):
            for number, (first, last) in enumerate(fields.pair_names(f"d{weekday}_", slots), 1):
                for field, word in ((first, FROM), (last, TO)):
                    label = f"{name}, {number}. {word}"
                    self.fields[field] = fields.clock_field(label)

    def clean(self) -> dict[str, Any]:
        """Every weekday has spans that are apart."""
        cleaned = super().clean() or self.cleaned_data
        if not fields.ends_after(cleaned.get("valid_from"), cleaned.get("valid_to")):
            self.add_error("valid_to", _("The last day lies before the first."))
        for weekday in range(len(WEEKDAYS)):
            try:
                cleaned[f"day{weekday}"] = fields.read_pairs(cleaned, f"d{weekday}_", self.slots)
            except WrongSpan as slip:
                self.add_error(f"d{weekday}_0_from", str(slip))
        return cleaned

    def rows(self) -> Iterator[Row]:
        """The weekdays with their fields."""
        for weekday, name in enumerate(WEEKDAYS):
            names = list(fields.pair_names(f"d{weekday}_", self.slots))
            pairs = tuple((self[first], self[last]) for first, last in names)
            errors = [str(error) for pair in pairs for field in pair for error in field.errors]
            yield Row(str(name), pairs, errors)

    def rules(self) -> list[OpeningRule]:
        """The week as rules, weekdays with the same hours together."""
        together: dict[tuple[Span, ...], set[int]] = {}
        for weekday in range(len(WEEKDAYS)):
            spans = self.cleaned_data[f"day{weekday}"]
            if spans:
                together.setdefault(spans, set()).add(weekday)
        return [
            OpeningRule(
                frozenset(weekdays),
                spans,
                valid_from=self.cleaned_data["valid_from"],
                valid_to=self.cleaned_data["valid_to"],
            )
            for spans, weekdays in together.items()
        ]


class RuleForm(forms.Form):
    """Hours that come back in another rhythm, or are taken away in one."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekdays"),
        coerce=int,
        choices=list(enumerate(WEEKDAYS)),
        widget=forms.CheckboxSelectMultiple,
    )
    nth = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which of the month (none: every one)"),
        coerce=int,
        choices=NTHS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    parity = forms.ChoiceField(
        label=gettext_lazy("Weeks of the calendar"), choices=PARITIES, required=False
    )
    effect = forms.ChoiceField(
        label=gettext_lazy("The office is then"), choices=EFFECTS, initial="open"
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["valid_from"] = fields.date_field(_("First day"))
        self.fields["valid_to"] = fields.date_field(_("Last day"))
        _add_pairs(self)

    def clean(self) -> dict[str, Any]:
        """A rule names times."""
        cleaned = super().clean() or self.cleaned_data
        if not fields.ends_after(cleaned.get("valid_from"), cleaned.get("valid_to")):
            self.add_error("valid_to", _("The last day lies before the first."))
        _read_pairs(self, cleaned)
        if not cleaned.get("spans") and not self.errors and not cleaned.get("DELETE"):
            self.add_error("s0_from", _("Please say at which times."))
        return cleaned

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of its times."""
        return _bound_pairs(self)

    def rule(self) -> OpeningRule:
        """The rule it describes."""
        known = self.cleaned_data
        return OpeningRule(
            weekdays=frozenset(known["weekdays"]),
            spans=known["spans"],
            nth=frozenset(known["nth"]) or None,
            week_parity=cast('Literal["odd", "even"] | None', known["parity"] or None),
            valid_from=known["valid_from"],
            valid_to=known["valid_to"],
            closed=known["effect"] == "closed",
        )


class DayForm(forms.Form):
    """A day that differs, or several in a row."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is different"), choices=KINDS, initial="closed"
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["date"] = fields.date_field(_("Day"), required=True)
        self.fields["until"] = fields.date_field(_("Until (for several days)"))
        _add_pairs(self)
        for number, (language, name) in enumerate(settings.LANGUAGES):
            self.fields[f"reason_{language}"] = forms.CharField(
                label=_("Reason that people read, in %(language)s") % {"language": _(str(name))},
                max_length=LONGEST_REASON,
                required=number == 0,
                widget=forms.TextInput(attrs={"class": fields.INPUT}),
            )

    def clean(self) -> dict[str, Any]:
        """Only a closed day needs no times."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("date"), cleaned.get("until")
        if not fields.ends_after(first, last):
            self.add_error("until", _("The last day lies before the first."))
        elif first and last and last - first > LONGEST_CLOSURE:
            self.add_error("until", _("Please plan at most a year at a time."))
        _read_pairs(self, cleaned)
        needs = cleaned.get("kind") != "closed" and not cleaned.get("spans")
        if needs and not self.errors and not cleaned.get("DELETE"):
            self.add_error("s0_from", _("Please say at which times."))
        return cleaned

    @property
    def shown_date(self) -> date | None:
        """The day it is about, for its headline; None when that cannot be read."""
        try:
            return date.fromisoformat(str(self["date"].value() or ""))
        except ValueError:
            return None

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of its times."""
        return _bound_pairs(self)

    def reasons(self) -> list[forms.BoundField]:
        """The fields of its reason, one for each language."""
        return [self[f"reason_{language}"] for language, _name in settings.LANGUAGES]

    def days(self) -> list[OtherDay]:
        """The days it describes."""
        known = self.cleaned_data
        reason = {
            language: known[f"reason_{language}"]
            for language, _name in settings.LANGUAGES
            if known[f"reason_{language}"]
        }
        return [
            OtherDay(on, cast(Kind, known["kind"]), known["spans"], reason)
            for on in dates_between(known["date"], known["until"] or known["date"])
        ]


def dates_between(first: date, last: date) -> list[date]:
    """Every date from one to the other, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def week_values(spans: Iterable[tuple[int, Sequence[Span]]]) -> dict[str, str]:
    """Spans by weekday as values of a week's fields."""
    values: dict[str, str] = {}
    for weekday, known in spans:
        values |= fields.pair_values(f"d{weekday}_", known)
    return values


def rule_values(rule: OpeningRule) -> dict[str, Any]:
    """A rule as values of its form."""
    return {
        "weekdays": sorted(rule.weekdays),
        "nth": sorted(rule.nth or ()),
        "parity": rule.week_parity or "",
        "effect": "closed" if rule.closed else "open",
        "valid_from": fields.date_value(rule.valid_from),
        "valid_to": fields.date_value(rule.valid_to),
        **fields.pair_values("s", rule.spans),
    }


def day_values(day: OtherDay) -> dict[str, Any]:
    """A particular day as values of its form."""
    reasons = {f"reason_{language}": words for language, words in day.reason.items()}
    known = {"date": fields.date_value(day.date), "kind": day.kind}
    return known | reasons | fields.pair_values("s", day.spans)


def _add_pairs(form: forms.Form) -> None:
    for number, (first, last) in enumerate(fields.pair_names("s", _slots(form)), 1):
        form.fields[first] = fields.clock_field(f"{number}. {FROM}")
        form.fields[last] = fields.clock_field(f"{number}. {TO}")


def _slots(form: forms.Form) -> int:
    """How many spans the form has room for: as many as it began with or was sent."""
    known = {*form.initial, *(name.removeprefix(f"{form.prefix}-") for name in form.data)}
    return max(LEAST_SPANS, sum(name.startswith("s") and name.endswith("_from") for name in known))


def _read_pairs(form: forms.Form, cleaned: dict[str, Any]) -> None:
    try:
        cleaned["spans"] = fields.read_pairs(cleaned, "s", _slots(form))
    except WrongSpan as slip:
        form.add_error("s0_from", str(slip))


def _bound_pairs(form: forms.Form) -> list[tuple[forms.BoundField, forms.BoundField]]:
    return [(form[first], form[last]) for first, last in fields.pair_names("s", _slots(form))]


RuleForms = forms.formset_factory(RuleForm, extra=1, can_delete=True)
DayForms = forms.formset_factory(DayForm, extra=1, can_delete=True)
