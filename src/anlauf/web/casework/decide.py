"""Deciding: ready words in the person's language, a look at the letter, a second pair of eyes."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.cases import commands
from anlauf.cases.queries import Case
from anlauf.core.text import say
from anlauf.web.casework import words
from anlauf.web.casework.door import leads, to_case, works_on_case
from anlauf.web.casework.forms import DecideForm
from anlauf.web.common.guards import NotYours
from anlauf.web.common.refused import refused_into, told
from anlauf.web.common.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@works_on_case
def decide(request: Request, case: Case) -> HttpResponse:
    """Choose ready words, change them, see them as the person will, then decide."""
    if request.person is None:
        raise NotYours
    ready = _ready(case, request.GET.get("words", ""))
    initial = {"sort": ready.get("sort"), "reasons": _text(ready, case)} if ready else None
    form = DecideForm(request.POST or None, initial=initial)
    seen = request.method == "POST" and form.is_valid()
    if seen and "send" in request.POST:
        with refused_into(form):
            commands.decide(
                case,
                form.decision(),
                form.cleaned_data["reasons"],
                request.person,
                by=request.actor,
                at=request.at,
            )
            messages.success(request, _said(case))
            return to_case(case, "decision")
    context = {
        "office": case.office,
        "here": "case",
        "may_lead": leads(request, case.office_id),
        "case": case,
        "form": form,
        "templates": _templates(case, ready),
        "preview": form.cleaned_data if seen and not form.errors else None,
        "sort": words.SORTS.get(form.cleaned_data.get("sort", "")) if seen else None,
        "language": words.language_name(case.language),
    }
    status = 422 if form.errors else 200
    return render(request, "casework/decide.html", context, status=status)


@require_POST
@works_on_case
def second(request: Request, case: Case, verb: str) -> HttpResponse:
    """Agree to a colleague's proposal, or send it back."""
    proposal = case.decisions.filter(dropped_at=None).first()
    if proposal is None or request.person is None or verb not in {"agree", "back"}:
        raise Http404
    if verb == "agree":
        with told(request, _("Decided. The person was told.")):
            commands.agree(proposal, request.person, by=request.actor, at=request.at)
    else:
        with told(request, _("The proposal is sent back. It can be decided anew.")):
            commands.send_back(proposal, by=request.actor, at=request.at)
    return to_case(case, "decision")


def _said(case: Case) -> str:
    if case.kind.four_eyes:
        return _("Proposed. Somebody else has to agree.")
    return _("Decided. The person was told.")


def _ready(case: Case, key: str) -> Mapping[str, object]:
    """The ready words with this key, if the kind has them."""
    return next((each for each in case.kind.decisions if each["key"] == key), {})


def _text(ready: Mapping[str, object], case: Case) -> str:
    wording = ready.get("text", {})
    return say(wording, case.language).strip() if isinstance(wording, dict) else ""


def _templates(
    case: Case, chosen: Mapping[str, object]
) -> Sequence[tuple[str, Mapping[str, str], bool]]:
    return [
        (each["key"], each["name"], each["key"] == chosen.get("key"))
        for each in case.kind.decisions
    ]
