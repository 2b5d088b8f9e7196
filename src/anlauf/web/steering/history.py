"""Bringing in a city's past: upload, look at what would change, load, withdraw."""

import csv
import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.core import text
from anlauf.core.refusal import Unknown
from anlauf.directory import queries as directory
from anlauf.evaluation import commands, counted, queries
from anlauf.evaluation.commands import Origin
from anlauf.evaluation.definitions import Unit
from anlauf.evaluation.imports import reported
from anlauf.evaluation.imports.reported import Reading
from anlauf.evaluation.units import factor, unit
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.steering.history_forms import HistoryForm
from anlauf.web.steering.words import spoken
from anlauf.web.templatetags.anlauf import local_date

SHOWN = 100  # mistakes, or changes, on one page
DONE: Mapping[str, tuple[Callable[..., object], Promise]] = {
    "load": (
        commands.load_sheet,
        _("Loaded. The pages of earlier figures show these values now."),
    ),
    "withdraw": (commands.withdraw_sheet, _("Withdrawn. Nothing shows these values any more.")),
    "discard": (commands.discard_sheet, _("Thrown away.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_CITY)
def history(request: Request) -> HttpResponse:
    """Every sheet, and the form for another; one with mistakes says all of them."""
    form = HistoryForm(request.POST or None, request.FILES or None)
    reading = _read(request, form) if form.is_valid() else None
    if reading is not None and not reading.fatal and form.is_valid():
        kept = _keep(request, form, reading)
        return redirect("steering:history_sheet", kept)
    mistakes = reading.fatal if reading else []
    page = {
        "form": form,
        "mistakes": mistakes[:SHOWN],
        "number": len(mistakes),
        "sheets": queries.sheets(),
        "meanings": _explained(request),
    }
    wrong = 422 if mistakes or form.errors else 200
    return render(request, "steering/history.html", page, status=wrong)


@require_safe
@needs(Right.SEE_CITY)
def sheet(request: Request, number: int) -> HttpResponse:
    """One sheet: what loading it would change, or what it says."""
    found = queries.listed(number)
    effects = queries.effects(found.sheet)
    meanings = counted.everything(local_date(request.at))
    changes = [
        (one, meaning.name, _spoken(one.before, meaning.unit), _spoken(one.after, meaning.unit))
        for one in effects.changed[:SHOWN]
        for meaning in [meanings[one.figure]]
    ]
    page = {"found": found, "effects": effects, "changes": changes}
    return render(request, "steering/history_sheet.html", page)


@require_POST
@needs(Right.SEE_CITY)
def act(request: Request, number: int, what: str) -> HttpResponse:
    """Load it, withdraw it, or throw a draft away."""
    if what not in DONE:
        raise Unknown
    command, words = DONE[what]
    with told(request, str(words)):
        command(number, by=request.actor, at=request.at)
    return redirect("steering:history")


@require_safe
@needs(Right.SEE_CITY)
def template(request: Request) -> HttpResponse:
    """An empty sheet: every office, the month before Anlauf began, every figure."""
    known = queries.known_days()
    first = (known.first if known else local_date(request.at)).replace(day=1)
    month = f"{first - timedelta(days=1):%Y-%m}"
    keys = list(counted.everything(local_date(request.at)))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="history.csv"'
    response.write("\ufeff")  # without it spreadsheets take the file for another alphabet
    rows = csv.writer(response, delimiter=";")
    rows.writerow((reported.OFFICE, reported.MONTH, *keys))
    rows.writerows(
        (row.key, month, *[""] * len(keys)) for row in directory.offices() if row.has_counter
    )
    return response


def _read(request: Request, form: HistoryForm) -> Reading | None:
    """What the file says; None when it is no sheet, which the form then says."""
    try:
        return reported.read_octets(form.octets(), at=request.at)
    except reported.Unreadable as wrong:
        form.add_error("file", str(wrong))
        return None


def _keep(request: Request, form: HistoryForm, reading: Reading) -> int:
    digest = hashlib.sha256(form.octets()).hexdigest()
    name = text.shown(form.cleaned_data["file"].name or "")[:120]
    origin = Origin(name, form.cleaned_data["source"], digest)
    kept = commands.keep_sheet(reading.values, origin, by=request.actor, at=request.at)
    for one in _groups(reading):
        messages.info(request, one)
    return kept.pk


def _groups(reading: Reading) -> Sequence[str]:
    """What somebody should look at, each sentence once."""
    return list(dict.fromkeys(f"{one.sentence} {one.hint}" for one in reading.mistakes))[:3]


def _explained(request: Request) -> list[tuple[str, Mapping[str, str], str]]:
    meanings = counted.everything(local_date(request.at))
    return [(key, one.name, unit(one.unit)) for key, one in meanings.items()]


def _spoken(value: float, of: Unit) -> str:
    return f"{spoken(value * factor(of), of)} {unit(of)}".strip()
