"""The form in which a rule of arrival is written: what is possible, its figures, its dates."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlauf.floor import commands
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid
from anlauf.web.planning.hours_editor_fields import INPUT, date_field

_MOST = 24 * 60
SWITCHES = {
    "joins": gettext_lazy("People can draw a number before they are here"),
    "presence": gettext_lazy("They are called only after they have said that they are here"),
    "door_code": gettext_lazy("Today's code at the entrance checks in on one's own phone"),
}
FIGURES = {
    "most_coming": gettext_lazy("So many people at most are on the way at a time"),
    "keep_minutes": gettext_lazy("A place is kept so many minutes for whoever is not here yet"),
    "margin_minutes": gettext_lazy("People are asked to be here so many minutes before the call"),
    "long_wait_minutes": gettext_lazy("Other offices are named from a wait of so many minutes on"),
}
_LEAST = {"keep_minutes": commands.LEAST_KEPT, "most_coming": 1}


class ArrivingForm(forms.Form):
    """One rule, from a day on."""

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.today = today
        for name, label in SWITCHES.items():
            self.fields[name] = forms.BooleanField(label=str(label), required=False)
        for name, label in FIGURES.items():
            self.fields[name] = forms.IntegerField(
                label=str(label),
                min_value=_LEAST.get(name, 0),
                max_value=_MOST,
                widget=forms.NumberInput(attrs={"class": INPUT}),
            )
        self.fields["valid_from"] = date_field(_("From"), required=True)
        self.fields["valid_to"] = date_field(_("Until, including this day"))

    @classmethod
    def of(cls, policy: ArrivalPolicy, today: date) -> "ArrivingForm":
        """The form as it is first shown: what holds today, from tomorrow on."""
        return cls(initial=asdict(policy) | {"valid_from": today + timedelta(days=1)}, today=today)

    def clean_valid_from(self) -> date:
        """What has been cannot be changed."""
        begins: date = self.cleaned_data["valid_from"]
        if begins < self.today:
            raise forms.ValidationError(_("A rule can begin today at the earliest."))
        return begins

    def said(self) -> ArrivalRuleSaid:
        """The rule in the form."""
        said = self.cleaned_data
        policy = ArrivalPolicy(**{name: said[name] for name in (*SWITCHES, *FIGURES)})
        return ArrivalRuleSaid(policy, said["valid_from"], said["valid_to"])
