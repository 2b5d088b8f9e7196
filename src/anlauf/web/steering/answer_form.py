"""What somebody asks for: figures, offices, a period, month by month or as a whole."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anlauf.core import text
from anlauf.directory import queries as directory
from anlauf.evaluation import counted
from anlauf.evaluation.queries import Period, Question
from anlauf.web.steering.forms import PeriodForm

USUAL = ("wait_median", "within_30", "lead", "no_show", "visits", "staff", "vacant")


class AnswerForm(PeriodForm):
    """The question; without an office it is about all of them."""

    figures = forms.MultipleChoiceField(label=_("Figures"), widget=forms.CheckboxSelectMultiple)
    offices = forms.MultipleChoiceField(
        label=_("Offices"),
        help_text=_("Choose none for all offices, both areas and the city."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    step = forms.ChoiceField(
        label=_("Told by"),
        choices=[("month", _("Every month by itself")), ("whole", _("The period as a whole"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, given: Any, *, today: date) -> None:
        last = today.replace(day=1) - timedelta(days=1)
        super().__init__(
            given,
            initial={
                "since": last.replace(day=1),
                "until": last,
                "figures": USUAL,
                "step": "month",
            },
        )
        self._today = today
        language = get_language() or "de"
        meanings = counted.everything(today)
        rows = [row for row in directory.offices() if row.has_counter]
        figures, offices = self.fields["figures"], self.fields["offices"]
        if isinstance(figures, forms.MultipleChoiceField):
            figures.choices = [(key, text.say(one.name, language)) for key, one in meanings.items()]
        if isinstance(offices, forms.MultipleChoiceField):
            offices.choices = [(row.key, row.short) for row in rows]

    def question(self) -> Question:
        """What was asked."""
        said = self.cleaned_data
        return Question(
            figures=tuple(said["figures"]),
            offices=tuple(said["offices"]),
            period=Period(said["since"], said["until"]),
            defined=self._today,
            monthly=said["step"] == "month",
        )
