"""What every figure means, version by version."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.evaluation import definitions
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.steering.chosen import chosen


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def about(request: Request) -> HttpResponse:
    """All definitions; the ones of the view asked for come first."""
    view = chosen(request)
    shown = [(one, definitions.versions(one.key)) for one in view.meanings.values()]
    return render(request, "steering/about.html", {"view": view, "shown": shown})
