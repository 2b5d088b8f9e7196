"""Where a case stands, what happens next, and giving it up."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.cases import commands, queries
from anlauf.cases.queries import Case
from anlauf.cases.states import OVER
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters import entry, lists, standing
from anlauf.web.matters.message_form import MessageForm
from anlauf.web.matters.opened import today
from anlauf.web.matters.takes import Takes
from anlauf.web.matters.words import NEXT, NOW


@never_cache
@require_safe
@public
def status(request: Request, key: str) -> HttpResponse:
    """Everything the person may know of their own case."""
    return shown(request, entry.case_by(key, at=request.at), key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def withdraw(request: Request, key: str) -> HttpResponse:
    """Do you really give it up? It cannot be taken back."""
    case = entry.case_by(key, at=request.at)
    if request.method == "POST":
        commands.withdraw(case, by=request.actor, at=request.at)
    if request.method == "POST" or case.state in OVER:
        return redirect("matters:status", key)
    return render(request, "matters/withdraw.html", {"case": case, "key": key})


def shown(
    request: Request,
    case: Case,
    key: str,
    *,
    form: forms.Form | None = None,
    wrong: Sequence[str] = (),
    code: int = 200,
) -> HttpResponse:
    """The page of a case as it stands; with what was not sound of what was just sent."""
    progress = queries.progress(case)
    context = {
        "case": case,
        "key": key,
        "over": case.state in OVER,
        "now": NOW[case.state],
        "next": NEXT[case.state],
        "stages": standing.stages(progress),
        "stopped": list(standing.stopped(progress)),
        "takes": Takes.more(case, progress, today(request), at=request.at),
        "coming": standing.coming(case, at=request.at, language=get_language() or ""),
        "items": lists.of_case(case, progress),
        "messages_said": queries.messages_of(case),
        "form": form or MessageForm(label_suffix=""),
        "wrong": wrong,
        "wanted": request.POST.get("wanted", ""),
        "action": reverse("matters:hand_in", args=[key]),
        "just": request.GET.get("just", ""),
    }
    return render(request, "matters/status.html", context, status=code)
