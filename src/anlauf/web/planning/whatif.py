"""The workbench: all scenarios, a new one, several side by side."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.evaluation import commands
from anlauf.evaluation import queries as evaluation
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.planning import whatif_results as results
from anlauf.web.planning.whatif_forms import NameForm

MOST_BESIDE = 4


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.TRY_OUT)
def whatif(request: Request) -> HttpResponse:
    """The list, and the form that begins one."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = commands.begin_scenario(form.cleaned_data["name"], by=request.actor, at=request.at)
        return redirect("planning:scenario", row.key)
    context = {"form": form, "rows": evaluation.scenarios()}
    status = 422 if form.errors else 200
    return render(request, "planning/whatif.html", context, status=status)


@require_safe
@needs_somewhere(Right.TRY_OUT)
def whatif_beside(request: Request) -> HttpResponse:
    """Scenarios side by side; the address brings the same ones back."""
    rows = evaluation.scenarios_named(request.GET.getlist("with")[:MOST_BESIDE])
    return render(request, "planning/whatif_beside.html", {"beside": results.beside(rows)})
