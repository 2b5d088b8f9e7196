"""The forms about people: days away, and the terms by which somebody can be planned."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.people.queries import Office
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Employee
from anlauf.staffing.states import AbsenceKind
from anlauf.staffing.terms import ContractSaid, Terms
from anlauf.web.planning.hours_editor_fields import INPUT, WEEKDAYS, date_field, date_value

SLOTS = 3  # contracts that a page shows at a time: the former, the present, the next
CAN, LEARNS, CANNOT = "can", "learns", ""
SPOKEN = ("de", "en", "ar", "bg", "es", "fa", "fr", "pl", "pt", "ro", "ru", "sq", "tr", "uk")


class AbsenceForm(forms.Form):
    """Somebody of the office is away from a day to a day."""

    def __init__(self, *given: Any, people: list[Employee], **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [("", _("Please choose")), *((one.number, one.name) for one in people)]
        self.fields["who"] = forms.ChoiceField(label=_("Who"), choices=choices)
        self.fields["kind"] = forms.ChoiceField(label=_("What"), choices=AbsenceKind.choices)
        self.fields["first"] = date_field(_("First day"), required=True)
        self.fields["last"] = date_field(_("Last day"), required=True)

    def away(self) -> commands.Away:
        """The absence in the form."""
        said = self.cleaned_data
        return commands.Away(said["who"], said["first"], said["last"], AbsenceKind(said["kind"]))


class LeaveForm(forms.Form):
    """Somebody asks for days."""

    def __init__(self, *given: Any, number: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.number = number
        kinds = [(kind.value, kind.label) for kind in (AbsenceKind.LEAVE, AbsenceKind.TRAINING)]
        self.fields["kind"] = forms.ChoiceField(label=_("What"), choices=kinds)
        self.fields["first"] = date_field(_("First day"), required=True)
        self.fields["last"] = date_field(_("Last day"), required=True)

    def away(self) -> commands.Away:
        """The days in the form."""
        said = self.cleaned_data
        return commands.Away(self.number, said["first"], said["last"], AbsenceKind(said["kind"]))


class TermsForm(forms.Form):
    """Contracts, skills, languages and what somebody is willing to do."""

    def __init__(self, *given: Any, office: Office, **named: Any) -> None:
        super().__init__(*given, **named)
        language = get_language() or "de"
        levels = [(CAN, _("can do it")), (LEARNS, _("is learning it")), (CANNOT, _("no"))]
        self.skills = list(directory.skills_at(office))
        for skill in self.skills:
            self.fields[f"skill-{skill.key}"] = forms.ChoiceField(
                label=say(skill.name, language), choices=levels, required=False
            )
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages at the counter"),
            choices=_languages(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for name, label in (
            ("floats", _("May be planned at other offices of the area")),
            ("saturdays", _("Works on Saturdays")),
            ("home_office", _("May work on files from home")),
        ):
            self.fields[name] = forms.BooleanField(label=label, required=False)
        self.fields["left_on"] = date_field(_("Last day at work"))
        for slot in range(SLOTS):
            self._contract_fields(slot)
        self.fields["base"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def _contract_fields(self, slot: int) -> None:
        number = forms.NumberInput(attrs={"class": INPUT, "step": "any"})
        self.fields[f"hours{slot}"] = forms.DecimalField(
            label=_("Hours a week"), required=False, min_value=0, max_value=48, widget=number
        )
        self.fields[f"days{slot}"] = forms.MultipleChoiceField(
            label=_("On these days"),
            choices=[(str(day), str(name)) for day, name in enumerate(WEEKDAYS)],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"from{slot}"] = date_field(_("From"))
        self.fields[f"to{slot}"] = date_field(_("Until, including this day"))

    @property
    def skill_fields(self) -> list[forms.BoundField]:
        """One field for each skill of the area."""
        return [self[f"skill-{skill.key}"] for skill in self.skills]

    @property
    def contract_fields(self) -> list[list[forms.BoundField]]:
        """The fields of each contract."""
        names = ("hours", "days", "from", "to")
        return [[self[f"{name}{slot}"] for name in names] for slot in range(SLOTS)]

    def said(self, other: tuple[str, ...], learning: tuple[str, ...]) -> Terms:
        """The terms in the form; skills of other areas stay as they were."""
        said = self.cleaned_data
        levels = {skill.key: said.get(f"skill-{skill.key}") for skill in self.skills}
        return Terms(
            skills=tuple(sorted({*other, *(key for key, at in levels.items() if at == CAN)})),
            learning=tuple(sorted({*learning, *(k for k, at in levels.items() if at == LEARNS)})),
            languages=tuple(sorted(said["languages"])),
            floats=said["floats"],
            saturdays=said["saturdays"],
            home_office=said["home_office"],
            left_on=said["left_on"],
            contracts=tuple(self._contracts()),
        )

    def _contracts(self) -> list[ContractSaid]:
        said = self.cleaned_data
        found = [
            ContractSaid(
                round(said[f"hours{slot}"] * 60),
                tuple(sorted(int(day) for day in said[f"days{slot}"])),
                said[f"from{slot}"],
                said[f"to{slot}"],
            )
            for slot in range(SLOTS)
            if said[f"hours{slot}"]
        ]
        return sorted(found, key=lambda one: one.valid_from or date.min)


def terms_shown(person: Employee, base: str) -> dict[str, object]:
    """The terms as the values of the form."""
    now = staffing.terms_of(person)
    values: dict[str, object] = {f"skill-{key}": CAN for key in now.skills}
    values |= {f"skill-{key}": LEARNS for key in now.learning}
    values |= {
        "languages": list(now.languages),
        "floats": now.floats,
        "saturdays": now.saturdays,
        "home_office": now.home_office,
        "left_on": date_value(now.left_on),
        "base": base,
    }
    for slot, one in enumerate(now.contracts[-SLOTS:]):
        values |= {
            f"hours{slot}": f"{one.weekly_minutes / 60:g}",
            f"days{slot}": [str(day) for day in one.weekdays],
            f"from{slot}": date_value(one.valid_from),
            f"to{slot}": date_value(one.valid_to),
        }
    return values


def _languages() -> list[tuple[str, str]]:
    """What is spoken at counters, in the language of the page."""
    names = ((code, str(get_language_info(code)["name_translated"])) for code in SPOKEN)
    return sorted(names, key=lambda one: one[1])
