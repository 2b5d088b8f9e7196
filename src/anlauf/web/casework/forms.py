"""What case workers fill in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlauf.cases.queries import Case, Sought
from anlauf.cases.states import DecisionSort, DemandState, StopCause
from anlauf.cases.values import DatesSaid
from anlauf.people.queries import Person
from anlauf.web.casework.words import SORTS
from anlauf.web.common.inputs import CodeInput


class SearchForm(forms.Form):
    """What is known of the case, and what it is needed for."""

    code = forms.CharField(
        label=_("Number of the case"), required=False, max_length=20, widget=CodeInput()
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    birth_date = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput({"type": "date"})
    )
    purpose = forms.CharField(
        label=_("What do you need it for?"),
        help_text=_("Kept with your search, for data protection. Example: the person is calling."),
        max_length=120,
    )

    def sought(self) -> Sought:
        """What is known."""
        said = self.cleaned_data
        return Sought(said["code"], said["name"], said["birth_date"])


class AskForm(forms.Form):
    """Which papers are missing; one letter asks for all of them."""

    demands = forms.MultipleChoiceField(
        label=_("What is missing?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Something else"),
        help_text=_("One per line, in words the person understands."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, choices: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["demands"].choices = choices  # type: ignore[attr-defined]

    def numbers(self) -> list[int]:
        """The papers that were ticked."""
        return [int(each) for each in self.cleaned_data["demands"]]

    def named(self) -> list[str]:
        """What no rule knows."""
        return [line.strip()[:200] for line in self.cleaned_data["others"].splitlines()]


class WeighForm(forms.Form):
    """What becomes of something handed in."""

    verdict = forms.ChoiceField(choices=[(each, each) for each in DemandState])
    reason = forms.CharField(required=False, max_length=300)


class OthersForm(forms.Form):
    """Who was written to."""

    cause = forms.ChoiceField(
        label=_("Who was written to?"),
        choices=[
            (StopCause.AUTHORITY, _("another authority")),
            (StopCause.COURT, _("a court")),
        ],
    )
    whom = forms.CharField(label=_("Its name"), max_length=120)


class AnsweredForm(forms.Form):
    """Who answered."""

    cause = forms.ChoiceField(choices=StopCause.choices)
    whom = forms.CharField(required=False, max_length=120)


class WordsForm(forms.Form):
    """A message or a note."""

    words = forms.CharField(max_length=4000, widget=forms.Textarea({"rows": 4}))


class DatesForm(forms.Form):
    """What makes the case urgent."""

    permit_ends = forms.DateField(
        label=_("The permit ends on"), required=False, widget=forms.DateInput({"type": "date"})
    )
    job_starts = forms.DateField(
        label=_("The job starts on"), required=False, widget=forms.DateInput({"type": "date"})
    )
    hardship = forms.BooleanField(label=_("There is a hardship"), required=False)

    @classmethod
    def of(cls, case: Case) -> "DatesForm":
        """With what is known."""
        known = {
            "permit_ends": case.permit_ends_on,
            "job_starts": case.job_starts_on,
            "hardship": case.hardship,
        }
        return cls(initial=known)

    def said(self) -> DatesSaid:
        """What is stated now."""
        given = self.cleaned_data
        return DatesSaid(given["permit_ends"], given["job_starts"], given["hardship"])


class WorkerForm(forms.Form):
    """Who takes it on."""

    worker = forms.TypedChoiceField(
        label=_("Who works on it?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, workers: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(person.pk, person.name) for person in workers]
        self.fields["worker"].choices = [("", _("Nobody: back to all")), *named]  # type: ignore[attr-defined]
        self.by_number = {person.pk: person for person in workers}

    def person(self) -> Person | None:
        """The one chosen, or nobody."""
        return self.by_number.get(self.cleaned_data["worker"])


class HandOverForm(forms.Form):
    """From whom to whom all open cases go."""

    absent = forms.TypedChoiceField(label=_("Who is away?"), coerce=int)
    to = forms.TypedChoiceField(
        label=_("Who takes their open cases on?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, workers: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(person.pk, person.name) for person in workers]
        self.fields["absent"].choices = [("", _("Please choose")), *named]  # type: ignore[attr-defined]
        self.fields["to"].choices = [("", _("Nobody: back to all")), *named]  # type: ignore[attr-defined]
        self.by_number = {person.pk: person for person in workers}

    def clean(self) -> dict[str, Any]:
        """Nobody hands over to themselves."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("absent") and cleaned.get("absent") == cleaned.get("to"):
            self.add_error("to", _("Please choose somebody else."))
        return cleaned


class DecideForm(forms.Form):
    """How it is decided, and why."""

    sort = forms.ChoiceField(
        label=_("Decision"),
        choices=[(each, SORTS[each]) for each in DecisionSort],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Words for the person"),
        help_text=_("Needed whenever it is not granted in full."),
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 8}),
    )

    def decision(self) -> DecisionSort:
        """The sort as the commands know it."""
        return DecisionSort(self.cleaned_data["sort"])


class TogetherForm(forms.Form):
    """Which other case is worked on together with this one, and what the bundle is called."""

    code = forms.CharField(
        label=_("Number of the other case"), required=False, max_length=20, widget=CodeInput()
    )
    name = forms.CharField(label=_("Name of the bundle"), required=False, max_length=120)


class BundleForm(forms.Form):
    """A step for cases of a bundle: at first all of them are chosen."""

    cases = forms.MultipleChoiceField(
        label=_("For which"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one case.")},
    )
    step = forms.ChoiceField(
        label=_("What"),
        choices=[
            ("mine", _("Take them on")),
            ("check", _("Begin to check")),
            ("invite", _("Invite to the visit")),
            ("grant", _("Grant")),
            ("agree", _("Agree to what is proposed")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, codes: Sequence[str], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["cases"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]
        self.fields["cases"].initial = list(codes)
