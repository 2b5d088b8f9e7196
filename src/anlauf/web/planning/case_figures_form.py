"""The form in which figures for cases are written down for a time to come."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from anlauf.cases import queries
from anlauf.cases.values import FiguresSaid
from anlauf.web.planning.case_figures_words import FIGURES, GROUPS
from anlauf.web.planning.hours_editor_fields import INPUT, date_field, date_value
from anlauf.web.planning.policies_form import Fields
from anlauf.web.planning.policies_words import Figure


class CaseFiguresForm(forms.Form):
    """From when to when, and every figure; an empty one is the usual one."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["since"] = date_field(_("First day"), required=True)
        self.fields["until"] = date_field(_("Last day"))
        usual = queries.usual_figures()
        for name, figure in FIGURES.items():
            self.fields[name] = _field(figure, usual[name])

    @classmethod
    def beginning(cls, today: date) -> "CaseFiguresForm":
        """The form for the time from tomorrow on, with what differs from the usual today."""
        usual, now = queries.usual_figures(), queries.figures_on(today)
        chosen = {name: number for name, number in now.items() if number != usual[name]}
        return cls(initial={"since": date_value(today + timedelta(days=1)), **chosen})

    def groups(self) -> Iterator[Fields]:
        """The figures in the order in which people look for them."""
        for group in GROUPS:
            yield Fields(group.title, [self[figure.name] for figure in group.figures])

    def said(self) -> FiguresSaid:
        """The figures in the form."""
        filled = self.cleaned_data
        figures = {name: filled[name] for name in FIGURES if filled[name] is not None}
        return FiguresSaid(figures, filled["since"], filled["until"])


def _field(figure: Figure, usual: int) -> forms.IntegerField:
    least, most = queries.bounds(figure.name)
    return forms.IntegerField(
        label=str(figure.label),
        required=False,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"class": INPUT}),
        help_text=_("usually %(number)s %(unit)s") % {"number": usual, "unit": figure.unit},
    )
