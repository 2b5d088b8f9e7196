"""Five questions after the visit: on one's own page, by the code on the wall, at the tablet."""

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlauf.core import limits
from anlauf.core.actors import Actor
from anlauf.core.limits import Limit
from anlauf.core.refusal import Refused
from anlauf.floor import queries as floor
from anlauf.floor.queries import Visit
from anlauf.people.queries import Office, workplace
from anlauf.surveys import commands
from anlauf.surveys import queries as surveys
from anlauf.surveys.states import SCALE, YES_OR_NO, Question, Way
from anlauf.surveys.values import Said
from anlauf.web.common.guards import kiosk, public
from anlauf.web.common.requests import Request, origin
from anlauf.web.display.kiosk import shown, spoken

ANSWERS = Limit("survey answers", 30)
AT_A_TABLET = Limit("survey answers at a tablet", 12)
WRONG = 422
BACK_AFTER = 20  # seconds, then the tablet asks the next visitor

_SATISFIED = [(str(score), word) for score, word in SCALE.items()]
_YES_OR_NO = [(str(score), word) for score, word in YES_OR_NO.items()]


class SurveyForm(forms.Form):
    """The questions; only the first must be answered."""

    def __init__(self, given: Mapping[str, str] | None) -> None:
        super().__init__(given)
        for question in Question:
            asks = question != Question.WISHED
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=_SATISFIED if asks else _YES_OR_NO,
                widget=forms.RadioSelect,
                required=question == Question.OVERALL,
                error_messages={"required": _("Please choose an answer to this question.")},
            )
        self.fields["words"] = forms.CharField(
            label=_("What was good, what was not?"),
            help_text=_("Please write no names and no numbers. A program takes them out."),
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def said(self, way: Way) -> Said:
        """What somebody answered."""
        given = {one: self.cleaned_data[one] for one in Question.values if self.cleaned_data[one]}
        scores = {question: int(score) for question, score in given.items()}
        return Said(scores, way, get_language() or "", self.cleaned_data["words"])


class NumberedForm(SurveyForm):
    """The same for somebody whose visit is not known yet: their number of today says it."""

    number = forms.IntegerField(
        label=_("Your number"),
        help_text=_("It stands on your ticket. It only keeps anybody from answering twice."),
        min_value=1,
        max_value=32767,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, given: Mapping[str, str] | None) -> None:
        super().__init__(given)
        self.order_fields(["number", *Question.values, "words"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def own(request: Request, key: str) -> HttpResponse:
    """The questions on the page of a visit."""
    visit = floor.visit_by_key(key, at=request.at)
    if surveys.answered(visit):
        return render(request, "survey/thanks.html", {"key": key})
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        limits.check_network(ANSWERS, origin(request), at=request.at)
        if _answered(visit, form, Way.LINK, request):
            return redirect("display:survey", key)
    page = {"form": form, "office": visit.office, "key": key}
    return render(request, "survey/survey.html", page, status=WRONG if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def poster(request: Request, office: str) -> HttpResponse:
    """The questions for whoever scanned the code on the wall of an office."""
    row = workplace(office)
    form = NumberedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        limits.check_network(ANSWERS, origin(request), at=request.at)
        if _by_number(row, form, Way.POSTER, request):
            return render(request, "survey/thanks.html")
    page = {"form": form, "office": row}
    return render(request, "survey/survey.html", page, status=WRONG if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kiosk
@spoken
def tablet(request: Request, office: Office, language: str) -> HttpResponse:
    """The questions on the tablet at the exit."""
    form = NumberedForm(request.POST if request.method == "POST" else None)
    facts: dict[str, object] = {"language": language, "form": form}
    if form.is_valid():
        limits.check(AT_A_TABLET, str(request.actor), at=request.at)
        if _by_number(office, form, Way.TABLET, request):
            return shown(request, office, "survey/tablet_thanks.html", {"away": BACK_AFTER})
    status = WRONG if form.errors else 200
    return shown(request, office, "survey/tablet.html", facts, status=status)


def _by_number(office: Office, form: NumberedForm, way: Way, request: Request) -> bool:
    """Answer about today's visit with this number; tell whether that worked."""
    try:
        number = form.cleaned_data["number"]
        visit = floor.visit_by_ticket(office.pk, number, at=request.at)
    except Refused:
        form.add_error("number", _("There is no such number here today. Please look again."))
        return False
    return _answered(visit, form, way, request)


def _answered(visit: Visit, form: SurveyForm, way: Way, request: Request) -> bool:
    by: Actor = request.actor
    try:
        commands.answer(visit, form.said(way), by=by, at=request.at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
