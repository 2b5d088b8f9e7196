"""What somebody waits for: the days, times and offices that suit, and how to reach them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from anlauf.booking.values import ANY_TIME, Line, Wanted
from anlauf.directory.queries import Office
from anlauf.web.citizen.contact_form import ContactForm
from anlauf.web.citizen.filters import PARTS as PART_NAMES
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.looking import EVERY_DAY, PARTS, Looking
from anlauf.web.citizen.window import NIGHT, Moment, Window, first_open

USUAL_WAIT = timedelta(days=28)
LONGEST_WAIT = timedelta(days=90)
WORKING_WEEK = range(6)


@dataclass(frozen=True)
class Scope:
    """What can be waited for: for which services, at which offices, between which moments."""

    lines: tuple[Line, ...]
    offices: tuple[Office, ...]
    channel: str
    begins: Moment
    ends: Moment
    appointment: int | None = None

    @property
    def first(self) -> date:
        """The first day that can be looked at."""
        return self.begins[0]

    @property
    def last(self) -> date:
        """The last one."""
        return self.ends[0]

    def holds(self, wanted: Wanted) -> bool:
        """Tell whether a wanted office is open at a wanted time."""
        first = self.begins if wanted.since <= self.first else (wanted.since, 0)
        last = self.ends if wanted.until >= self.last else (wanted.until, NIGHT)
        offices = [each for each in self.offices if each.pk in wanted.offices]
        found = first_open(
            Window(first, last), offices, weekdays=wanted.weekdays, between=wanted.between
        )
        return found is not None


class LookForm(forms.Form):
    """When and where somebody would come."""

    since = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Choose the first day."), "invalid": _("Choose a day.")},
    )
    until = forms.DateField(
        label=_("To"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Choose the last day."), "invalid": _("Choose a day.")},
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On these days"),
        choices=[(str(number), WEEKDAYS[number]) for number in WORKING_WEEK],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day of the week.")},
    )
    part = forms.ChoiceField(
        label=_("Time of day"),
        choices=[("", _("Any time")), *PART_NAMES.items()],
        required=False,
    )
    offices = forms.MultipleChoiceField(
        label=_("At these offices"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one office.")},
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        for name in ("since", "until"):
            limits = {"min": scope.first.isoformat(), "max": scope.last.isoformat()}
            self.fields[name].widget.attrs |= limits
        offices = self.fields["offices"]
        assert isinstance(offices, forms.MultipleChoiceField)
        offices.choices = [(each.key, each.short) for each in scope.offices]

    def clean_since(self) -> date:
        """A day that is over is taken for today."""
        since: date = self.cleaned_data["since"]
        return max(since, self.scope.first)

    def clean_until(self) -> date:
        """Nobody waits longer than the city keeps a list."""
        until: date = self.cleaned_data["until"]
        return min(until, self.scope.last)

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first, and some office is open on one of these days."""
        said = super().clean() or self.cleaned_data
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not be before the first."))
        if not self.errors and not self.scope.holds(self.wanted()):
            self.add_error(
                "weekdays",
                _(
                    "At these times no office you chose is open."
                    " Please choose more days or another time of day."
                ),
            )
        return said

    def wanted(self) -> Wanted:
        """What booking is told."""
        said = self.cleaned_data
        chosen = set(said["offices"])
        days = frozenset(int(number) for number in said["weekdays"])
        return Wanted(
            lines=self.scope.lines,
            offices=tuple(each.pk for each in self.scope.offices if each.key in chosen),
            since=said["since"],
            until=said["until"],
            weekdays=EVERY_DAY if days == frozenset(WORKING_WEEK) else days,
            between=PARTS.get(said["part"], ANY_TIME),
            channel=self.scope.channel,
            appointment=self.scope.appointment,
        )

    def again(self, until: date) -> list[tuple[str, str]]:
        """Everything that was filled in, with another last day, as hidden fields say it."""
        left_out = {"until", "csrfmiddlewaretoken"}
        assert isinstance(self.data, QueryDict)
        said = [
            (name, value)
            for name, values in self.data.lists()
            if name not in left_out
            for value in values
        ]
        return [*said, ("until", until.isoformat())]


class WaitForm(LookForm, ContactForm):
    """The same for somebody we do not know yet."""

    field_order = ("since", "until", "weekdays", "part", "offices", "email", "phone", "name")

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(scope, *args, **kwargs)
        self.fields["email"].help_text = _("We write to you when it is your turn.")


def beginning(looking: Looking, scope: Scope, *, until: date) -> Mapping[str, object]:
    """The form as it is first shown: what was searched for, until a date."""
    journey: Journey = looking.journey
    weekdays = journey.weekdays or WORKING_WEEK
    return {
        "since": scope.first.isoformat(),
        "until": min(max(until, scope.first), scope.last).isoformat(),
        "weekdays": [str(number) for number in weekdays],
        "part": journey.part if journey.part in PARTS else "",
        "offices": _keys([each.office for each in looking.offices] or scope.offices),
    }


def _keys(offices: Sequence[Office]) -> list[str]:
    return [each.key for each in offices]
