"""Which part of the city somebody lives in, or which office they choose."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.cases.queries import Competent


class OfficeForm(forms.Form):
    """One choice, which decides about the office."""

    part = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose one of the answers."),
            "invalid_choice": _("Please choose one of the answers."),
        },
    )

    def __init__(self, where: Competent, said: Mapping[str, Any] | None) -> None:
        super().__init__(said, label_suffix="")
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(part.key, part.name) for part in where.parts]
        if where.by_district:
            field.label = _("In which part of the city do you live?")
            field.help_text = _("It decides which office is competent.")
        else:
            field.label = _("Which office should work on it?")
            field.help_text = _("You may choose any of them. The nearest stand first.")
