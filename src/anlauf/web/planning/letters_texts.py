"""What an office, or the city, adds to letters: written, looked at in both shapes, then saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.booking import letters
from anlauf.booking.letter_samples import Sample, sample
from anlauf.core import letter_texts
from anlauf.core.commands import letter_texts as commands
from anlauf.core.letter_texts import Added, Place
from anlauf.core.refusal import Refused, Unknown
from anlauf.core.segments import size
from anlauf.directory import queries as directory
from anlauf.floor import letter_samples as number_samples
from anlauf.floor import letters as numbers
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office, needs
from anlauf.web.common.requests import Request
from anlauf.web.planning.hours_editor_fields import INPUT
from anlauf.web.planning.letters_words import KINDS

_SELECT = "kern-form-input__select"


class NoOffice(Unknown):
    """Letters are about an office, and there is none."""

    code = "no_office"
    sentence = gettext_lazy("There is no office yet. Please load the city first.")


class WhichForm(forms.Form):
    """Which letter, in which language."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which letter"), widget=forms.Select(attrs={"class": _SELECT})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Which language"),
        choices=settings.LANGUAGES,
        widget=forms.Select(attrs={"class": _SELECT}),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each, KINDS[each]) for each in (*letters.KINDS, *numbers.KINDS)]


class WordsForm(forms.Form):
    """The words."""

    text = forms.CharField(
        label=gettext_lazy("Sentences for mail"),
        required=False,
        widget=forms.Textarea(attrs={"class": INPUT, "rows": 4}),
    )
    short = forms.CharField(
        label=gettext_lazy("Sentence for short messages"),
        required=False,
        widget=forms.TextInput(attrs={"class": INPUT}),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["text"].help_text = _(
            "They stand before the last lines of the mail. At most %(most)s characters."
        ) % {"most": commands.LONGEST_TEXT}
        self.fields["short"].help_text = _(
            "It stands before the code. Every character may make the message dearer."
            " At most %(most)s characters."
        ) % {"most": commands.LONGEST_SHORT}

    def added(self) -> Added:
        """The words as they will stand in letters."""
        said = self.cleaned_data
        return Added(said["text"].replace("\r\n", "\n"), " ".join(said["short"].split()))


@dataclass(frozen=True)
class _Shown:
    """What the page is about, and what was said about it."""

    place: Place
    form: WordsForm
    added: Added
    is_draft: bool = False
    mistake: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.CHANGE_HOURS)
def texts(request: Request, office: Office) -> HttpResponse:
    """The words that hold; what is sent is shown as a preview first, and saved when confirmed."""
    return _texts(request, office)


@require_POST
@at_office(Right.CHANGE_HOURS)
def texts_undo(request: Request, office: Office) -> HttpResponse:
    """Go back to the words before."""
    return _undone(request, office)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADMINISTER)
def city_texts(request: Request) -> HttpResponse:
    """The same for the letters of all offices."""
    return _texts(request, None)


@require_POST
@needs(Right.ADMINISTER)
def city_texts_undo(request: Request) -> HttpResponse:
    """Go back to the city's words before."""
    return _undone(request, None)


def _texts(request: Request, office: Office | None) -> HttpResponse:
    place = _place(request, office)
    own, mark = letter_texts.own(place)
    if request.method != "POST":
        form = WordsForm(initial={"text": own.text, "short": own.short})
        return _page(request, office, _Shown(place, form, own))

    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, office, _Shown(place, form, own))
    added = form.added()
    mistake = "" if request.POST.get("base") == mark else _OUTDATED
    try:
        commands.check(added)
        if "save" in request.POST and not mistake:
            commands.set_text(place, added, by=request.actor, at=request.at)
            messages.success(request, _("The text is saved. Letters say it from now on."))
            return redirect(_address("texts", office, place))
    except Refused as refused:
        mistake = str(refused)
    return _page(request, office, _Shown(place, form, added, is_draft=True, mistake=str(mistake)))


_OUTDATED = gettext_lazy("Somebody else has changed this meanwhile. Please look at how it is now.")


def _undone(request: Request, office: Office | None) -> HttpResponse:
    place = _place(request, office)
    try:
        commands.undo_text(place, by=request.actor, at=request.at)
        messages.success(request, _("The text before holds again."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_address("texts", office, place))


def _place(request: Request, office: Office | None) -> Place:
    """Which letter is meant; the confirmation in the city's language where nothing fits."""
    number, form = office.pk if office else None, WhichForm(request.GET)
    if form.is_valid():
        return Place(number, form.cleaned_data["kind"], form.cleaned_data["language"])
    return Place(number, "booked", settings.LANGUAGE_CODE)


def _address(name: str, office: Office | None, place: Place) -> str:
    query = {"kind": place.kind, "language": place.language}
    if office is None:
        return reverse(f"planning:city_{name}", query=query)
    return reverse(f"planning:{name}", args=[office.key], query=query)


def _preview(place: Place, office: Office | None, told: Added, *, at: datetime) -> Sample:
    """A letter as it would read; the city's words are shown in one of its offices' letters."""
    example = office or directory.offices().first()
    if example is None:
        raise NoOffice
    show = number_samples.sample if place.kind in numbers.KINDS else sample
    return show(place.kind, place.language, example, told, at=at)


def _page(request: Request, office: Office | None, shown: _Shown) -> HttpResponse:
    place = shown.place
    city = letter_texts.own(Place(None, place.kind, place.language))[0]
    told = shown.added if shown.added.says_something else city
    preview = _preview(place, office, told, at=request.at)
    editions = letter_texts.editions(place)
    names = people.names_of(each.by for each in editions)
    page = {
        "office": office,
        "shown": shown,
        "which": WhichForm(initial={"kind": place.kind, "language": place.language}),
        "city": city,
        "sample": preview,
        "size": size(preview.short),
        "mark": letter_texts.own(place)[1],
        "editions": [(each, names.get(each.by, "")) for each in editions],
        "undo_address": _address("texts_undo", office, place),
        "may_look_after": request.access.may(Right.ADMINISTER),
    }
    status = 422 if shown.mistake else 200
    template = "planning/letters_texts.html" if office else "planning/letters_city.html"
    return render(request, template, page, status=status)
