"""A number from afar: what for, how far away, and how to be told."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from anlauf.booking.values import Line
from anlauf.core import carriers
from anlauf.directory.queries import Service
from anlauf.floor.afar import WAYS
from anlauf.web.common.inputs import PhoneInput
from anlauf.web.templatetags.anlauf import say

MOST_SERVICES = 3
MOST_PEOPLE = 6
_SHOWN_FIRST = 8


class WhatForm(forms.Form):
    """What somebody needs, for how many, and how long their way takes."""

    service = forms.MultipleChoiceField(
        label=_("What do you need?"),
        help_text=_("Choose up to three."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose what you need.")},
    )
    count = forms.TypedChoiceField(label=_("For how many people?"), coerce=int, initial=1)
    way = forms.TypedChoiceField(
        label=_("How long do you need to get here?"),
        help_text=_("We do not ask your phone where you are."),
        coerce=int,
        initial=20,
    )

    def __init__(self, services: Sequence[Service], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = {service.key: service for service in services}
        self._offer("service", [(key, say(row.name)) for key, row in self.services.items()])
        self._offer("count", [(number, str(number)) for number in range(1, MOST_PEOPLE + 1)])
        words = [(way, ngettext("%(n)s minute", "%(n)s minutes", way) % {"n": way}) for way in WAYS]
        self._offer("way", words)

    def clean_service(self) -> list[str]:
        """Not more at once than one visit is for."""
        chosen: list[str] = self.cleaned_data["service"]
        if len(chosen) > MOST_SERVICES:
            raise forms.ValidationError(_("Please choose at most three. Our staff can add more."))
        return chosen

    @property
    def chosen(self) -> list[Service]:
        """The services chosen."""
        return [self.services[key] for key in self.cleaned_data["service"]]

    @property
    def first(self) -> list[BoundWidget]:
        """What most people come for."""
        return list(self["service"])[:_SHOWN_FIRST]

    @property
    def further(self) -> list[BoundWidget]:
        """Everything else."""
        return list(self["service"])[_SHOWN_FIRST:]

    @property
    def further_chosen(self) -> bool:
        """Whether something of that is chosen."""
        return any(choice.data["selected"] for choice in self.further)

    def lines(self) -> tuple[Line, ...]:
        """What booking and floor are asked for."""
        return tuple(Line(row.pk, self.cleaned_data["count"]) for row in self.chosen)

    def _offer(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class TellForm(forms.Form):
    """Where to send messages, if anywhere; and which press of the button this is."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=30,
        required=False,
        widget=PhoneInput(),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not carriers.sends_sms():
            del self.fields["phone"]
