"""One scenario: what is different, how far it is played, what came out."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused, Unknown
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.evaluation import commands
from anlauf.evaluation import queries as evaluation
from anlauf.evaluation.queries import Scenario
from anlauf.evaluation.states import ScenarioState
from anlauf.people.roles import Right
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning import whatif_results as results
from anlauf.web.planning.whatif_forms import BY_CHANGE, NameForm
from anlauf.web.planning.whatif_paper import paper
from anlauf.web.planning.whatif_words import KINDS, MEANINGS, Names, said

Deed = Callable[[str, Actor, datetime], Scenario]


@require_safe
@needs_somewhere(Right.TRY_OUT)
def scenario(request: Request, key: str) -> HttpResponse:
    """The whole page."""
    row = evaluation.scenario(key)
    names = names_today()
    meaning = results.meaning_of(request.GET.get("figure", ""))
    context = {
        **_now(row),
        "changes": [said(one, names) for one in row.changes],
        "kinds": KINDS,
        "rename": NameForm({"name": row.name}),
        "meanings": MEANINGS,
        "meaning": meaning,
        "city": results.city_lines(row) if row.results.get("figures") else [],
        "offices": results.office_lines(row, meaning, names),
        "chart": results.chart(row, meaning, names),
        "pins": results.pins(row, meaning, names),
        "map": directory.map_of_city(),
        "replications": results.replications(row),
    }
    return render(request, "planning/whatif_scenario.html", context)


@require_safe
@needs_somewhere(Right.TRY_OUT)
def scenario_now(request: Request, key: str) -> HttpResponse:
    """How far it is, or nothing when nothing has changed; the whole page when it is over."""
    row = evaluation.scenario(key)
    if row.state != ScenarioState.PLAYING:
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    page = _now(row)
    version = str(page["version"])
    return fresh(request, version, lambda: render(request, "planning/whatif_now.html", page))


@require_safe
@needs_somewhere(Right.TRY_OUT)
def scenario_paper(request: Request, key: str) -> HttpResponse:
    """The same as a PDF."""
    row = evaluation.scenario(key)
    address = settings.PUBLIC_URL + reverse("planning:scenario", args=[key])
    made = paper(row, names_today(), address=address, at=request.at)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="scenario-{key}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.TRY_OUT)
def scenario_add(request: Request, key: str, change: str) -> HttpResponse:
    """The questions of one kind of change; the answer is added to the scenario."""
    row, kind = evaluation.scenario(key), BY_CHANGE.get(change)
    if kind is None:
        raise Unknown
    form = kind(names_today(), request.POST or None) if request.POST else kind(names_today())
    if request.method == "POST" and form.is_valid():
        with told(request, _("The change is added. You can remove it below.")):
            commands.add_change(key, form.said(), by=request.actor, at=request.at)
        return redirect("planning:scenario", key)
    context = {"scenario": row, "form": form, "title": dict(KINDS)[change]}
    status = 422 if form.errors else 200
    return render(request, "planning/whatif_add.html", context, status=status)


@require_POST
@needs_somewhere(Right.TRY_OUT)
def scenario_drop(request: Request, key: str, number: int) -> HttpResponse:
    """Take one change out."""
    with told(request, _("The change is removed.")):
        commands.drop_change(key, number, by=request.actor, at=request.at)
    return redirect("planning:scenario", key)


@require_POST
@needs_somewhere(Right.TRY_OUT)
def scenario_rename(request: Request, key: str) -> HttpResponse:
    """Call it something else."""
    form = NameForm(request.POST)
    if form.is_valid():
        commands.name_scenario(key, form.cleaned_data["name"], by=request.actor, at=request.at)
        messages.success(request, _("The scenario has another name. Its address is the same."))
    else:
        messages.error(request, _("Please enter a name of at most 80 characters."))
    return redirect("planning:scenario", key)


@require_POST
@needs_somewhere(Right.TRY_OUT)
def scenario_copy(request: Request, key: str) -> HttpResponse:
    """Another one with the same changes, which is shown."""
    row = evaluation.scenario(key)
    name = (_("Copy of %(name)s") % {"name": row.name})[:80]
    made = commands.copy_scenario(key, name, by=request.actor, at=request.at)
    messages.success(request, _("This is the copy. The scenario it was made of is unchanged."))
    return redirect("planning:scenario", made.key)


@require_POST
@needs_somewhere(Right.TRY_OUT)
def scenario_do(request: Request, key: str, what: str) -> HttpResponse:
    """Play, stop, remove or restore it."""
    if what not in _DEEDS:
        raise Unknown
    deed, words = _DEEDS[what]
    try:
        deed(key, request.actor, request.at)
        messages.success(request, str(words))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("planning:scenario", key)


def names_today() -> Names:
    """What offices and services are called now."""
    language = get_language() or "de"
    offices = {
        row.key: say(row.name, language) if not row.short else row.short
        for row in directory.offices()
        if row.has_counter
    }
    return Names(offices, evaluation.kinds_today())


def _now(row: Scenario) -> dict[str, object]:
    percent = round(100 * row.done / row.pieces) if row.pieces else 0
    return {
        "scenario": row,
        "state": ScenarioState(row.state).label,
        "playing": row.state == ScenarioState.PLAYING,
        "stopped": row.state == ScenarioState.STOPPED,
        "played": row.state == ScenarioState.PLAYED,
        "percent": percent,
        "version": version_of(row.state, row.done, row.stopping, len(row.changes)),
    }


_DEEDS: Mapping[str, tuple[Deed, Promise]] = {
    "play": (
        lambda key, by, at: commands.ask_to_play(key, by=by, at=at),
        lazy("It is being played. You can leave this page and come back."),
    ),
    "stop": (
        lambda key, by, at: commands.ask_to_stop_playing(key, by=by, at=at),
        lazy("It stops as soon as what was begun is finished. What is finished is kept."),
    ),
    "remove": (
        lambda key, by, at: commands.remove_scenario(key, by=by, at=at),
        lazy("The scenario is off the list. You can restore it here."),
    ),
    "restore": (
        lambda key, by, at: commands.restore_scenario(key, by=by, at=at),
        lazy("The scenario is on the list again."),
    ),
}
