"""The list of papers of a form: what to hand in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters import lists
from anlauf.web.matters.opened import way_of


@never_cache
@require_safe
@public
def papers(request: Request, key: str) -> HttpResponse:
    """What has to be handed in, by the group the answers put somebody in."""
    way = way_of(request, key)
    if way.form.open_question is not None or way.form.where.office is None:
        return redirect(way.next_open)
    items = lists.of_form(way.form)
    if not items:
        return redirect(way.at("check"))
    context = {
        "way": way,
        "key": key,
        "kind": way.form.intake.kind,
        "items": items,
        "step": way.steps - 1,
        "back": way.last_question,
    }
    return render(request, "matters/papers.html", context)
