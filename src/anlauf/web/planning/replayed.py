"""What the loop would change: a past city played by two plans, its figures and its assumptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlauf.core.refusal import Refused, Unknown
from anlauf.evaluation import commands
from anlauf.evaluation import queries as evaluation
from anlauf.evaluation.queries import Scenario
from anlauf.evaluation.states import Asks, ScenarioState
from anlauf.people.roles import Right
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.planning import replayed_paper
from anlauf.web.planning import whatif_results as results
from anlauf.web.planning.replayed_words import BY_OFFICE, MEANINGS, source, summary
from anlauf.web.planning.whatif_results import Chart, Line
from anlauf.web.planning.whatif_scenario import names_today
from anlauf.web.planning.whatif_words import Meaning, Names

HALVES = (Asks.LEADS, Asks.FILES)


@dataclass(frozen=True)
class Half:
    """One past city: how far it is played, what came out, what was chosen."""

    row: Scenario
    now: Mapping[str, object]
    lines: Sequence[Line]
    summary: Sequence[str]
    ends: tuple[str, str] | None
    meaning: Meaning
    meanings: Sequence[Meaning]
    chart: Chart | None
    offices: Sequence[Line]
    choices: Sequence[tuple[Mapping[str, str], Mapping[str, str], str, str]]

    @property
    def asks(self) -> str:
        """Which of the two it is, as addresses say it."""
        return str(self.row.asks)


@require_safe
@needs_somewhere(Right.TRY_OUT)
def replayed(request: Request) -> HttpResponse:
    """Both halves."""
    names = names_today()
    halves = [
        half(row, request.GET.get(asks.value, ""), names)
        for asks in HALVES
        if (row := evaluation.replay(asks)) is not None
    ]
    chosen = {one.asks: one.meaning.key for one in halves}
    return render(request, "planning/replayed.html", {"halves": halves, "chosen": chosen})


@require_safe
@needs_somewhere(Right.TRY_OUT)
def replayed_now(request: Request, asks: str) -> HttpResponse:
    """How far one of them is, or nothing when nothing has changed; the page when it is over."""
    row = _row(asks)
    if row.state != ScenarioState.PLAYING:
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    page = _now(row)
    version = str(page["version"])
    return fresh(request, version, lambda: render(request, "planning/whatif_now.html", page))


@require_POST
@needs_somewhere(Right.TRY_OUT)
def replayed_do(request: Request, asks: str, what: str) -> HttpResponse:
    """Play it, or stop."""
    row = _row(asks)
    if what not in {"play", "stop"}:
        raise Unknown
    try:
        if what == "play":
            commands.ask_to_play(row.key, by=request.actor, at=request.at)
            messages.success(
                request, _("It is being played. You can leave this page and come back.")
            )
        else:
            commands.ask_to_stop_playing(row.key, by=request.actor, at=request.at)
            messages.success(request, _("It stops as soon as what was begun is finished."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(reverse("planning:replayed") + f"#{row.asks}")


@require_safe
@needs_somewhere(Right.TRY_OUT)
def replayed_pdf(request: Request) -> HttpResponse:
    """The same as a PDF."""
    names = names_today()
    rows = [row for asks in HALVES if (row := evaluation.replay(asks)) is not None]
    halves = [half(row, "", names) for row in rows]
    address = settings.PUBLIC_URL + reverse("planning:replayed")
    made = replayed_paper.paper(halves, names, address=address, at=request.at)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="what-the-loop-would-change.pdf"'
    return response


def half(row: Scenario, figure: str, names: Names) -> Half:
    """One past city with one figure of its offices."""
    asks = Asks(row.asks)
    meanings = BY_OFFICE[asks]
    meaning = next((one for one in meanings if one.key == figure), meanings[0])
    lines = results.city_lines(row, MEANINGS[asks]) if row.results.get("figures") else []
    offices = results.office_lines(row, meaning, names)
    return Half(
        row=row,
        now=_now(row),
        lines=lines,
        summary=summary(lines[:-1]),  # the last one is how many were moved
        ends=_fit(row),
        meaning=meaning,
        meanings=meanings,
        chart=results.chart(row, meaning, names),
        offices=offices,
        choices=[
            (one["what"], one["value"], source(one["from"]), one.get("source", ""))
            for one in (row.city or {}).get("choice", ())
        ],
    )


def _fit(row: Scenario) -> tuple[str, str] | None:
    """How near the played city comes to what was published."""
    figures, book = row.results.get("figures"), row.city or {}
    if not figures:
        return None
    return (_fit_of_leads if row.asks == Asks.LEADS else _fit_of_files)(figures, book)


def _fit_of_leads(figures: Mapping[str, Any], book: Mapping[str, Any]) -> tuple[str, str]:
    days = MEANINGS[Asks.LEADS][0]
    ends = [
        one["today"][0]
        for name, one in figures.items()
        if name.startswith("spring/") and one["today"]
    ]
    words = _("mean lead time in spring %(mean)s, offices between %(low)s and %(high)s")
    published = (book["mean_lead"], book["least_lead"], book["most_lead"])
    played = (figures["spring"]["today"][0], min(ends), max(ends))
    return _both(words, days, published), _both(words, days, played)


def _fit_of_files(figures: Mapping[str, Any], book: Mapping[str, Any]) -> tuple[str, str]:
    count = MEANINGS[Asks.FILES][4]
    words = _("%(mean)s open, %(low)s decided in a year")
    played = [figures[name]["today"][0] for name in ("open", "decided")]
    known = [book[name] for name in ("open_known", "decided_known")]
    return _both(words, count, known), _both(words, count, played)


def _both(words: str, meaning: Meaning, values: Sequence[float]) -> str:
    return words % dict(zip(("mean", "low", "high"), map(meaning.said, values), strict=False))


def _row(asks: str) -> Scenario:
    row = evaluation.replay(Asks(asks)) if asks in HALVES else None
    if row is None:
        raise Unknown
    return row


def _now(row: Scenario) -> dict[str, object]:
    return {
        "scenario": row,
        "state": ScenarioState(row.state).label,
        "playing": row.state == ScenarioState.PLAYING,
        "stopped": row.state == ScenarioState.STOPPED,
        "played": row.state == ScenarioState.PLAYED,
        "percent": round(100 * row.done / row.pieces) if row.pieces else 0,
        "version": version_of(row.state, row.done, row.stopping, row.pieces),
    }
