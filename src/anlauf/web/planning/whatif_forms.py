"""The forms of the workbench: a name for a scenario, and one form for each kind of change."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.web.planning.hours_editor_fields import INPUT, WEEKDAYS
from anlauf.web.planning.whatif_words import EVERYWHERE, Names

MINUTES_OF_AN_HOUR = 60


class NameForm(forms.Form):
    """What a scenario is called."""

    name = forms.CharField(
        label=_("Name of the scenario"), max_length=80, widget=forms.TextInput({"class": INPUT})
    )


class ChangeForm(forms.Form):
    """One change; the subclasses say what it asks."""

    change = ""

    def __init__(self, names: Names, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.names = names
        for name, field in self.asked().items():
            self.fields[name] = field

    def asked(self) -> Mapping[str, forms.Field]:
        """The questions."""
        return {}

    def said(self) -> dict[str, Any]:
        """The change as the engine reads it."""
        return {"change": self.change, **self.cleaned_data}

    def place(self, *, everywhere: bool = True, label: object = _("Office")) -> forms.ChoiceField:
        """A question for an office, or for all of them."""
        choices = [("", str(EVERYWHERE))] if everywhere else []
        choices += list(self.names.offices.items())
        return forms.ChoiceField(label=str(label), choices=choices, required=not everywhere)

    def kind(self, nothing: object) -> forms.ChoiceField:
        """A question for what people come for."""
        choices = [("", str(nothing)), *((key, self.names.kind(key)) for key in self.names.kinds)]
        return forms.ChoiceField(label=str(_("Service")), choices=choices, required=False)


def number(label: object, low: int, high: int, initial: int) -> forms.IntegerField:
    """A question for a whole number."""
    return forms.IntegerField(
        label=str(label),
        min_value=low,
        max_value=high,
        initial=initial,
        widget=forms.NumberInput({"class": INPUT}),
    )


def clock(label: object, initial: str) -> forms.TimeField:
    """A question for a time of day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 300, "class": INPUT})
    return forms.TimeField(label=str(label), initial=initial, widget=widget)


class DemandForm(ChangeForm):
    """More or fewer people."""

    change = "demand"

    def asked(self) -> Mapping[str, forms.Field]:
        """How many, for what, where."""
        return {
            "percent": number(_("Change in per cent"), -90, 300, 20),
            "kind": self.kind(_("everything")),
            "place": self.place(),
        }


class SpreadForm(ChangeForm):
    """Letters that spread the peaks of a year."""

    change = "spread"

    def asked(self) -> Mapping[str, forms.Field]:
        """How much of the peaks."""
        return {"percent": number(_("So many per cent of the peaks come earlier"), 1, 100, 50)}


class HoursForm(ChangeForm):
    """Other opening hours."""

    change = "hours"

    def asked(self) -> Mapping[str, forms.Field]:
        """On which days, from when until when, where."""
        days = forms.MultipleChoiceField(
            label=str(_("Weekdays")),
            choices=[(str(day), str(name)) for day, name in enumerate(WEEKDAYS)],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": str(_("Please choose at least one weekday."))},
        )
        return {
            "weekdays": days,
            "opens": clock(_("Opens at"), "08:00"),
            "closes": clock(_("Closes at"), "18:00"),
            "place": self.place(),
        }

    def said(self) -> dict[str, Any]:
        """Times as minutes of the day."""
        found = super().said()
        for name in ("opens", "closes"):
            at = found[name]
            found[name] = float(at.hour * MINUTES_OF_AN_HOUR + at.minute)
        return found | {"weekdays": [int(day) for day in found["weekdays"]]}


class BestHoursForm(ChangeForm):
    """Hours that are looked for."""

    change = "best_hours"

    def asked(self) -> Mapping[str, forms.Field]:
        """Where."""
        return {"place": self.place(everywhere=False)}


class DesksForm(ChangeForm):
    """More or fewer desks."""

    change = "desks"

    def asked(self) -> Mapping[str, forms.Field]:
        """How many, where."""
        return {
            "more": number(_("Desks more (or fewer, below 0)"), -50, 100, 2),
            "place": self.place(),
        }


class StaffForm(ChangeForm):
    """More or fewer clerks."""

    change = "staff"

    def asked(self) -> Mapping[str, forms.Field]:
        """How many, where."""
        more = number(_("Clerks more each day (or fewer, below 0)"), -50, 100, 1)
        return {"more": more, "place": self.place()}


class EverythingForm(ChangeForm):
    """Everybody learns everything."""

    change = "everything"

    def asked(self) -> Mapping[str, forms.Field]:
        """Where."""
        return {"place": self.place()}


class PopUpForm(ChangeForm):
    """A new office."""

    change = "pop_up"

    def asked(self) -> Mapping[str, forms.Field]:
        """How big, how many come."""
        name = forms.CharField(
            label=str(_("Name of the new office")),
            max_length=40,
            widget=forms.TextInput({"class": INPUT}),
        )
        return {
            "name": name,
            "desks": number(_("Desks"), 1, 200, 60),
            "clerks": number(_("Clerks each day"), 1, 200, 40),
            "percent": number(_("So many per cent of all visits go there"), 1, 90, 15),
            "opens": clock(_("Opens at"), "08:00"),
            "closes": clock(_("Closes at"), "18:00"),
        }

    def clean_name(self) -> str:
        """No office is called like that already."""
        name = str(self.cleaned_data["name"])
        if name in self.names.offices or name in self.names.offices.values():
            raise forms.ValidationError(
                _("There is an office of this name. Please choose another.")
            )
        return name

    def said(self) -> dict[str, Any]:
        """Times as minutes of the day."""
        found = super().said()
        for key in ("opens", "closes"):
            at = found[key]
            found[key] = float(at.hour * MINUTES_OF_AN_HOUR + at.minute)
        return found


class MergeForm(ChangeForm):
    """Two offices become one."""

    change = "merge"

    def asked(self) -> Mapping[str, forms.Field]:
        """Which into which."""
        return {
            "place": self.place(everywhere=False, label=_("This office moves")),
            "into": self.place(everywhere=False, label=_("into this one")),
        }

    def clean(self) -> dict[str, Any]:
        """An office does not move into itself."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("place") and found.get("place") == found.get("into"):
            self.add_error("into", str(_("Please choose two different offices.")))
        return found


class LawForm(ChangeForm):
    """Something takes longer, or is new."""

    change = "law"

    def asked(self) -> Mapping[str, forms.Field]:
        """What, and how long."""
        percent = number(_("If it is new: so many per cent of all people come for it"), 0, 100, 5)
        return {
            "kind": self.kind(_("something new")),
            "minutes": number(_("Minutes more for each, or for the new service"), -20, 120, 5),
            "percent": percent,
        }


class ReleaseForm(ChangeForm):
    """How appointments are given out."""

    change = "release"

    def asked(self) -> Mapping[str, forms.Field]:
        """How far ahead, how much on the day, how much overbooking."""
        return {
            "horizon_days": number(_("Days ahead"), 1, 180, 28),
            "same_day": number(_("Per cent that open on the day itself"), 0, 90, 20),
            "overbooking": number(_("Per cent of no-shows that are booked over"), 0, 100, 0),
        }

    def said(self) -> dict[str, Any]:
        """Overbooking as a share."""
        found = super().said()
        return found | {"overbooking": found["overbooking"] / 100}


FORMS: Sequence[type[ChangeForm]] = (
    DemandForm,
    SpreadForm,
    HoursForm,
    BestHoursForm,
    DesksForm,
    StaffForm,
    EverythingForm,
    PopUpForm,
    MergeForm,
    LawForm,
    ReleaseForm,
)
BY_CHANGE: Mapping[str, type[ChangeForm]] = {form.change: form for form in FORMS}
