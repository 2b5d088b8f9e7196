"""The list of papers: files handed in for a form, or for the case it became."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core import limits
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters import entry, lists, upload
from anlauf.web.matters.opened import way_of
from anlauf.web.matters.views.status import shown

WRONG = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def papers(request: Request, key: str) -> HttpResponse:
    """What has to be handed in, by the group the answers put somebody in; each with its files."""
    way = way_of(request, key)
    if way.form.open_question is not None or way.form.where.office is None:
        return redirect(way.next_open)
    wrong: list[str] = []
    if request.method == "POST":
        crowd.count(limits.UPLOADS, request)
        wrong = _done(request, way.form.intake)
        if not wrong:
            return redirect(f"{way.at('papers')}#paper-{_mark(request)}")
    items = lists.of_form(way.form)
    if not items:
        return redirect(way.at("check"))
    context = {
        "way": way,
        "key": key,
        "kind": way.form.intake.kind,
        "items": items,
        "wrong": wrong,
        "wanted": request.POST.get("wanted", ""),
        "action": way.at("papers"),
        "step": way.steps - 1,
        "back": way.last_question,
    }
    return render(request, "matters/papers.html", context, status=WRONG if wrong else 200)


@never_cache
@require_POST
@public
@crowd.limited(limits.UPLOADS)
def of_case(request: Request, key: str) -> HttpResponse:
    """Hand something in for a case, and come back to its page."""
    case = entry.case_by(key, at=request.at)
    wrong = _done(request, case)
    if wrong:
        return shown(request, case, key, wrong=wrong, code=WRONG)
    page = reverse("matters:status", args=[key])
    return redirect(f"{page}?just=handed_in#paper-{_mark(request)}")


def _done(request: Request, to: upload.Owner) -> list[str]:
    if "remove" in request.POST:
        return upload.taken_back(request, to)
    return upload.taken(request, to)


def _mark(request: Request) -> str:
    return lists.mark(request.POST.get("wanted", ""))
