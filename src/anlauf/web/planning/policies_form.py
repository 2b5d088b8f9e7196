"""The form in which figures are written down for a time to come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from anlauf.booking import queries
from anlauf.booking.values import USUAL, PolicySaid
from anlauf.web.planning.hours_editor_fields import INPUT, date_field, date_value
from anlauf.web.planning.policies_words import FIGURES, GROUPS, Figure


@dataclass(frozen=True)
class Fields:
    """A group of figures, ready to be filled in."""

    title: Promise
    fields: Sequence[forms.BoundField]


class PolicyForm(forms.Form):
    """From when to when, and every figure; an empty one is the usual one."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["since"] = date_field(_("First day"), required=True)
        self.fields["until"] = date_field(_("Last day"))
        usual = queries.figures_of(USUAL)
        for name, figure in FIGURES.items():
            self.fields[name] = _field(figure, usual[name])

    def groups(self) -> Iterator[Fields]:
        """The figures in the order in which people look for them."""
        for group in GROUPS:
            yield Fields(group.title, [self[figure.name] for figure in group.figures])

    def said(self) -> PolicySaid:
        """The policy in the form."""
        filled = self.cleaned_data
        figures = {name: filled[name] for name in FIGURES if filled[name] is not None}
        return PolicySaid(figures, filled["since"], filled["until"])


def beginning(since: date, figures: Mapping[str, int]) -> PolicyForm:
    """The form for another time: what holds today, so that only the new has to be typed."""
    return PolicyForm(initial={"since": date_value(since), **figures})


def of_said(said: PolicySaid) -> PolicyForm:
    """The form for a time that is written down already."""
    days = {"since": date_value(said.valid_from), "until": date_value(said.valid_to)}
    return PolicyForm(initial={**days, **said.figures})


def _field(figure: Figure, usual: int) -> forms.IntegerField:
    least, most = queries.bounds(figure.name)
    widget = forms.NumberInput(attrs={"class": INPUT})
    return forms.IntegerField(
        label=str(figure.label),
        required=False,
        min_value=least,
        max_value=most,
        widget=widget,
        help_text=_("usually %(number)s %(unit)s") % {"number": usual, "unit": figure.unit},
    )
