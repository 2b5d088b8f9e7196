"""The forms of tours: a team, the stops of a day, and where a team goes by habit."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlauf.core.text import say
from anlauf.engine.tours import MOST_STOPS
from anlauf.people.queries import Office
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Team
from anlauf.staffing.tours import Halt
from anlauf.web.planning.hours_editor_fields import (
    INPUT,
    WEEKDAYS,
    WrongSpan,
    clock_field,
    clock_value,
    date_field,
    span,
)
from anlauf.web.planning.hours_editor_forms import NTHS, PARITIES

LONGEST_WAY = 180
MOST_CLERKS = 20


class StopsForm(forms.Form):
    """Up to four places in the order of driving; a way left empty is reckoned from the map."""

    def __init__(self, *given: Any, offices: Sequence[Office], home: Office, **named: Any) -> None:
        super().__init__(*given, **named)
        self.offices = {office.pk: office for office in offices}
        self.home = home
        choices = [("", _("no place")), *((office.pk, office.short) for office in offices)]
        for slot in range(MOST_STOPS):
            self.fields[f"office{slot}"] = forms.TypedChoiceField(
                label=_("Place"), choices=choices, coerce=int, empty_value=None, required=False
            )
            self.fields[f"from{slot}"] = clock_field(_("Opens at"))
            self.fields[f"to{slot}"] = clock_field(_("Closes at"))
            self.fields[f"way{slot}"] = forms.IntegerField(
                label=_("Minutes to drive there"),
                required=False,
                min_value=0,
                max_value=LONGEST_WAY,
                widget=forms.NumberInput({"class": INPUT}),
            )
            self.fields[f"room{slot}"] = forms.CharField(
                label=_("Room"),
                required=False,
                max_length=120,
                widget=forms.TextInput({"class": INPUT}),
            )

    @property
    def slots(self) -> list[dict[str, Any]]:
        """The fields of the places in use and of one more, for the page."""
        return self._slots(0, self._shown)

    @property
    def further(self) -> list[dict[str, Any]]:
        """The fields of the places that are probably not needed."""
        return self._slots(self._shown, MOST_STOPS)

    @property
    def _shown(self) -> int:
        used = [slot for slot in range(MOST_STOPS) if self[f"office{slot}"].value()]
        return min(MOST_STOPS, max(used, default=-1) + 2)

    def _slots(self, first: int, last: int) -> list[dict[str, Any]]:
        names = ("office", "from", "to", "way", "room")
        return [
            {"number": slot + 1, **{name: self[f"{name}{slot}"] for name in names}}
            for slot in range(first, last)
        ]

    def clean(self) -> dict[str, Any]:
        """Read the places; half a place is asked for again."""
        filled = super().clean() or {}
        self.halts: list[Halt] = []
        for slot in range(MOST_STOPS):
            self._read(filled, slot)
        return filled

    def _read(self, filled: dict[str, Any], slot: int) -> None:
        office = filled.get(f"office{slot}")
        try:
            doors = span(filled.get(f"from{slot}"), filled.get(f"to{slot}"))
        except WrongSpan as wrong:
            self.add_error(f"from{slot}", str(wrong))
            return
        if office is None and doors is None:
            return
        if office is None or doors is None:
            name = f"office{slot}" if office is None else f"from{slot}"
            self.add_error(name, _("Please give the place and both times."))
            return
        way = filled.get(f"way{slot}")
        if way is None:
            before = self.offices[self.halts[-1].office] if self.halts else self.home
            way = staffing.way_minutes(before, self.offices[office])
        self.halts.append(Halt(office, doors, way, filled.get(f"room{slot}", "")))


def stop_values(halts: Iterable[Halt]) -> dict[str, object]:
    """Stops as values of the form."""
    values: dict[str, object] = {}
    for slot, halt in enumerate(halts):
        values |= {
            f"office{slot}": halt.office,
            f"from{slot}": clock_value(halt.doors.start),
            f"to{slot}": clock_value(halt.doors.end),
            f"way{slot}": halt.way,
            f"room{slot}": halt.room,
        }
    return values


class HabitForm(StopsForm):
    """The stops of a day that comes back: on which weekday, and in which weeks."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["weekday"] = forms.TypedChoiceField(
            label=_("Weekday"), choices=list(enumerate(WEEKDAYS)), coerce=int
        )
        rhythm = [("", _("every week")), *((key, name) for key, name in PARITIES if key)]
        rhythm += [(f"nth{number}", _nth(str(name))) for number, name in NTHS]
        self.fields["rhythm"] = forms.ChoiceField(
            label=_("How often"), choices=rhythm, required=False
        )
        self.fields["since"] = date_field(_("From this day on"))
        self.fields["until"] = date_field(_("Until this day"))

    def habit(self) -> commands.Habit:
        """The habit in the form."""
        said = self.cleaned_data
        rhythm = said["rhythm"]
        nth = (int(rhythm.removeprefix("nth")),) if rhythm.startswith("nth") else ()
        return commands.Habit(
            weekday=said["weekday"],
            halts=tuple(self.halts),
            nth=nth,
            week_parity="" if nth else rhythm,
            valid_from=said["since"],
            valid_to=said["until"],
        )

    def clean(self) -> dict[str, Any]:
        """A habit has a place, and ends after it begins."""
        filled = super().clean()
        if not self.halts and not self.errors:
            self.add_error("office0", _("Please give the place and both times."))
        since, until = filled.get("since"), filled.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end must not be before the beginning."))
        return filled


class TeamForm(forms.Form):
    """Who the team is and what it takes along."""

    def __init__(self, *given: Any, homes: Sequence[Office], **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "de"
        text = {"class": INPUT}
        number = forms.NumberInput({"class": INPUT})
        skills = [(one.key, say(one.name, language)) for one in staffing.skills_on_tour()]
        self.fields["name"] = forms.CharField(
            label=_("Name of the team"), max_length=60, widget=forms.TextInput(attrs=text)
        )
        self.fields["vehicle"] = forms.CharField(
            label=_("Vehicle"), max_length=60, required=False, widget=forms.TextInput(attrs=text)
        )
        self.fields["home"] = forms.TypedChoiceField(
            label=_("Sets off from"),
            choices=[(office.pk, office.short) for office in homes],
            coerce=int,
        )
        self.fields["clerks"] = forms.IntegerField(
            label=_("Clerks in the team"), min_value=1, max_value=MOST_CLERKS, widget=number
        )
        self.fields["skills"] = forms.MultipleChoiceField(
            label=_("What they can do"), choices=skills, widget=forms.CheckboxSelectMultiple
        )
        for name, label in (
            ("setup", _("Minutes to set up before it opens")),
            ("packing", _("Minutes to pack after it closes")),
        ):
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=LONGEST_WAY, widget=number, initial=30
            )
        self.fields["kit"] = forms.CharField(
            label=_("What is taken along, one thing a line"),
            required=False,
            max_length=2000,
            widget=forms.Textarea({"class": INPUT, "rows": 6}),
        )

    def described(self) -> commands.Described:
        """The team in the form."""
        said = self.cleaned_data
        kit = (line.strip()[:80] for line in said["kit"].splitlines())
        return commands.Described(
            name=said["name"],
            home=said["home"],
            clerks=said["clerks"],
            skills=tuple(said["skills"]),
            vehicle=said["vehicle"],
            kit=tuple(line for line in kit if line),
            setup_minutes=said["setup"],
            packing_minutes=said["packing"],
        )


def team_values(team: Team) -> dict[str, object]:
    """A team as values of the form."""
    return {
        "name": team.name,
        "vehicle": team.vehicle,
        "home": team.home_id,
        "clerks": team.clerks,
        "skills": [skill.key for skill in team.skills.all()],
        "setup": team.setup_minutes,
        "packing": team.packing_minutes,
        "kit": "\n".join(team.kit),
    }


def _nth(which: str) -> str:
    return _("the %(which)s of the month") % {"which": which}


def rhythm_said(nth: Sequence[int], parity: str) -> str:
    """In which weeks something comes back, in words."""
    if nth:
        names = dict(NTHS)
        return _nth(", ".join(str(names[number]) for number in nth))
    return str(dict(PARITIES)[parity])
