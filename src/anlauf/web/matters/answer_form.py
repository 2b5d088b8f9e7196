"""A question of a form as a page asks it: one field, in the sort of its answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from anlauf.cases.queries import Question
from anlauf.core.text import shown
from anlauf.engine.casework.believable import span
from anlauf.engine.casework.form import NO, YES, Answer, Meaning, Sort
from anlauf.web.common.inputs import PhoneInput
from anlauf.web.templatetags.anlauf import say

ANSWER = "answer"
_DATES = ["%Y-%m-%d", "%d.%m.%Y"]
_KNOWN_TO_BROWSERS = {
    Meaning.NAME: "name",
    Meaning.BIRTH_DATE: "bday",
    Meaning.POSTAL_CODE: "postal-code",
}
_NOTHING = _("Please answer this question.")
_CHOOSE = _("Please choose one of the answers.")


class AnswerForm(forms.Form):
    """One question and its answer."""

    def __init__(
        self, row: Question, said: Mapping[str, Any] | None, *, kept: Answer = "", today: date
    ) -> None:
        initial = kept
        super().__init__(said, initial={ANSWER: initial}, label_suffix="")
        self.row = row
        self.today = today
        field = self._field()
        field.label, field.help_text = say(row.text), say(row.hint)
        field.required = row.needed
        field.error_messages |= {"required": _NOTHING, "invalid_choice": _CHOOSE}
        self.fields[ANSWER] = field

    @cached_property
    def choices(self) -> list[tuple[str, str | Promise]]:
        """What can be chosen, in the words of the page's language."""
        if self.row.sort == Sort.YES_NO:
            return [(YES, _("Yes")), (NO, _("No"))]
        return [(option["key"], say(option["name"])) for option in self.row.options]

    def answer(self) -> Answer:
        """The answer as it is kept, when the form is valid."""
        said = self.cleaned_data[ANSWER]
        if isinstance(said, datetime | date):
            return said.isoformat()
        return said if isinstance(said, list) else shown(said or "")

    def _field(self) -> forms.Field:
        match self.row.sort:
            case Sort.DATE:
                return self._date()
            case Sort.YES_NO | Sort.CHOICE:
                return forms.ChoiceField(choices=self.choices, widget=forms.RadioSelect)
            case Sort.CHOICES:
                return forms.MultipleChoiceField(
                    choices=self.choices, widget=forms.CheckboxSelectMultiple
                )
            case Sort.EMAIL:
                return forms.EmailField(
                    max_length=min(self.row.longest, 254),
                    widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
                )
            case Sort.LONG_TEXT:
                words = {"rows": 6, "dir": "auto", "maxlength": self.row.longest}
                return forms.CharField(max_length=self.row.longest, widget=forms.Textarea(words))
            case _:
                return forms.CharField(max_length=self.row.longest, widget=self._line())

    def _date(self) -> forms.DateField:
        meaning = Meaning(self.row.meaning) if self.row.meaning else None
        first, last = span(meaning, self.today)
        sides = {"type": "date", "min": first.isoformat(), "max": last.isoformat()}
        field = forms.DateField(
            input_formats=_DATES,
            widget=forms.DateInput(sides | self._known(), format="%Y-%m-%d"),
            error_messages={"invalid": _("Enter a date, like 2026-11-23.")},
        )
        field.localize = False
        return field

    def _line(self) -> forms.TextInput:
        if self.row.sort == Sort.PHONE:
            return PhoneInput()
        sides: dict[str, object] = {"maxlength": self.row.longest} | self._known()
        if self.row.sort in {Sort.NUMBER, Sort.POSTAL_CODE}:
            return forms.TextInput(sides | {"inputmode": "numeric", "dir": "ltr"})
        if self.row.sort == Sort.DECIMAL:
            return forms.TextInput(sides | {"inputmode": "decimal", "dir": "ltr"})
        if self.row.sort == Sort.COUNTRY:
            return forms.TextInput(sides | {"autocomplete": "country-name", "dir": "auto"})
        return forms.TextInput(sides | {"dir": "auto"})

    def _known(self) -> dict[str, object]:
        known = _KNOWN_TO_BROWSERS.get(Meaning(self.row.meaning)) if self.row.meaning else None
        return {"autocomplete": known} if known else {}
