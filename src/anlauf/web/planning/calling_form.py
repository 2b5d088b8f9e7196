"""The form in which a rule of calling is written: figures, specialists, pick-up desks, dates."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlauf.directory import queries as directory
from anlauf.engine.dispatch import DispatchPolicy
from anlauf.floor.values import DispatchRuleSaid, FloorPolicy
from anlauf.people.queries import Office
from anlauf.web.planning.hours_editor_fields import INPUT, date_field
from anlauf.web.templatetags.anlauf import say

_MOST = 24 * 60
_SELECT = "kern-form-input__select"
FIGURES = (
    "early_minutes",
    "tolerance_minutes",
    "longest_wait_minutes",
    "urgent_minutes",
    "keep_minutes",
    "small_minutes",
)
_LABELS = {
    "early_minutes": gettext_lazy("An appointment's time has come so many minutes before it"),
    "tolerance_minutes": gettext_lazy("So many minutes late is still punctual"),
    "longest_wait_minutes": gettext_lazy("After so many minutes anybody has waited too long"),
    "urgent_minutes": gettext_lazy("Urgent people count as having waited so many minutes longer"),
    "keep_minutes": gettext_lazy("So many minutes before an appointment its specialist is kept"),
    "small_minutes": gettext_lazy("A small matter takes so many minutes at most"),
    "tickets_before_minutes": gettext_lazy("Tickets are given out so many minutes before opening"),
    "more_time_percent": gettext_lazy("Who needs more time gets so many percent more"),
}


class CallingForm(forms.Form):
    """One rule, from a day on."""

    def __init__(
        self, *given: Any, office: Office, days: Sequence[date], today: date, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.today = today
        for name, label in _LABELS.items():
            self.fields[name] = _whole(label)
        self.fields["rare_skills"] = _several(
            _("Specialists are kept for"),
            [(skill.key, say(skill.name)) for skill in directory.skills_at(office)],
        )
        self.fields["pickup_desks"] = _several(
            _("Pick-up desks, which take small matters first"),
            [(str(desk.number), desk.name) for desk in office.desks.order_by("number")],
        )
        self.fields["valid_from"] = date_field(_("From"), required=True)
        self.fields["valid_to"] = date_field(_("Until, including this day"))
        self.fields["day"] = forms.ChoiceField(
            label=_("Try it on"),
            required=False,
            choices=[(day.isoformat(), date_format(day, "l, j. F Y")) for day in days],
            widget=forms.Select(attrs={"class": _SELECT}),
        )

    @classmethod
    def of(
        cls, said: FloorPolicy, office: Office, days: Sequence[date], today: date
    ) -> "CallingForm":
        """The form as it is first shown: what holds today, from tomorrow on."""
        figures: dict[str, Any] = {name: getattr(said.dispatch, name) for name in FIGURES}
        figures |= {
            "rare_skills": sorted(said.dispatch.rare_skills),
            "pickup_desks": [str(number) for number in sorted(said.dispatch.pickup_desks)],
            "tickets_before_minutes": said.tickets_before_minutes,
            "more_time_percent": said.more_time_percent,
            "valid_from": today + timedelta(days=1),
            "day": days[0].isoformat() if days else "",
        }
        return cls(initial=figures, office=office, days=days, today=today)

    def clean_valid_from(self) -> date:
        """What has been cannot be changed."""
        begins: date = self.cleaned_data["valid_from"]
        if begins < self.today:
            raise forms.ValidationError(_("A rule can begin today at the earliest."))
        return begins

    def said(self) -> DispatchRuleSaid:
        """The rule in the form."""
        said = self.cleaned_data
        return DispatchRuleSaid(
            policy=DispatchPolicy(
                **{name: said[name] for name in FIGURES},
                rare_skills=frozenset(said["rare_skills"]),
                pickup_desks=frozenset(int(number) for number in said["pickup_desks"]),
            ),
            tickets_before_minutes=said["tickets_before_minutes"],
            more_time_percent=said["more_time_percent"],
            valid_from=said["valid_from"],
            valid_to=said["valid_to"],
        )

    def day(self) -> date | None:
        """The stored day on which it is tried out."""
        chosen = self.cleaned_data.get("day")
        return date.fromisoformat(chosen) if chosen else None


def _whole(label: object) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": INPUT})
    return forms.IntegerField(label=str(label), min_value=0, max_value=_MOST, widget=widget)


def _several(label: str, choices: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple()
    )
