"""What every figure means, version by version."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.evaluation import deeper
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.steering.chosen import chosen


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def about(request: Request) -> HttpResponse:
    """All definitions as they held on the day asked for."""
    view = chosen(request)
    meanings = deeper.every_meaning(view.defined)
    shown = [(one, deeper.versions(one.key)) for one in meanings.values()]
    return render(request, "steering/about.html", {"view": view, "shown": shown})
