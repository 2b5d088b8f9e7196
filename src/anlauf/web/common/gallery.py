"""Every component with an example: what somebody who builds a page looks at first.

The examples are also what the tests render and what accessibility checks look at.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import get_template

_FOLDER = "components/examples"
_PARTS = {"calendar_week", "field_attributes", "field_error"}  # of `calendar` and `field`
_MONDAY = date(2026, 11, 23)


class ExampleForm(forms.Form):
    """One field of every sort."""

    name = forms.CharField(label="Name", required=False)
    email = forms.EmailField(label="E-mail address", help_text="We write to you only about this.")
    language = forms.ChoiceField(
        label="Language",
        choices=[("de", "Deutsch"), ("en", "English")],
        widget=forms.RadioSelect,
    )
    office = forms.ChoiceField(label="Office", choices=[("", "–"), ("altona", "Altona")])
    needs = forms.MultipleChoiceField(
        label="What you need",
        required=False,
        choices=[("time", "More time"), ("sign", "Sign language")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label="I have read this")


@dataclass(frozen=True)
class ExampleDay:
    """A day of the calendar."""

    said: str
    label: str
    href: str
    free: int
    heat: int
    today: bool


def names() -> list[str]:
    """The components by name, as the folder holds them."""
    folders = [Path(folder) for engine in engines.all() for folder in engine.template_dirs]
    found = {path.stem for folder in folders for path in folder.glob("components/*.html")}
    return sorted(found - _PARTS)


def examples() -> list[tuple[str, str]]:
    """Pairs of a component's name and its rendered example."""
    sample = samples()
    return [(name, get_template(f"{_FOLDER}/{name}.html").render(sample)) for name in names()]


def samples() -> dict[str, object]:
    """The values the examples are filled with."""
    form = ExampleForm({"email": "not an address"})
    form.is_valid()
    return {
        "form": form,
        "facts": [("Office", "Altona"), ("Time", "Monday, 08:15"), ("Service", "Identity card")],
        "crumbs": [("#", "Start"), ("#", "Identity card"), ("#", "Choose a time")],
        "weekdays": [("Mo", "Monday"), ("Tu", "Tuesday"), ("We", "Wednesday")],
        "weeks": ((_day(0, 3), _day(1, 0), _day(2, 12)), (_day(7, 1), None, None)),
        "times": [{"label": f"08:{minute:02}", "href": "#"} for minute in range(0, 30, 5)],
        "equipment": ["Step-free", "Photo booth"],
        "badges": [("success", "Short wait")],
        "tabs": [("#", "Today", True), ("#", "This week", False)],
        "page": Paginator(range(60), 20).page(2),
        "tasks": [
            {"title": "Your services", "href": "#", "kind": "success", "status": "Done"},
            {"title": "Your time", "kind": "info", "status": "Open"},
        ],
        "messages": [],
    }


def _day(after: int, free: int) -> ExampleDay:
    day = _MONDAY + timedelta(days=after)
    href = "#" if free else ""
    said = f"{day:%A, %-d %B %Y}: {free} free times"
    return ExampleDay(said, str(day.day), href, free, min(free, 4), today=not after)
