"""Figures to hand on: asking for them, and the reports of weeks and months; all of it is kept."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.core.documents import Document, pdf, xlsx
from anlauf.evaluation import commands, queries
from anlauf.evaluation import telling as told
from anlauf.evaluation.queries import Answer, AnswerKind, Line
from anlauf.people.queries import workplaces
from anlauf.people.roles import Right
from anlauf.web.common.guards import NotYours, needs, needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.steering import sheets
from anlauf.web.steering.answer_form import AnswerForm
from anlauf.web.steering.subscribing import mails
from anlauf.web.templatetags.anlauf import local_date

PAPER = "application/pdf"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def reports(request: Request) -> HttpResponse:
    """The reports of past weeks and months; who sees the city finds the answers as well."""
    sees_city = request.access.may(Right.SEE_CITY)
    page = {
        "reports": _listed([AnswerKind.WEEKLY, AnswerKind.MONTHLY]),
        "answers": _listed([AnswerKind.ASKED]) if sees_city else [],
        "sees_city": sees_city,
        "mails": mails(request.person),
    }
    return render(request, "steering/reports.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_CITY)
def ask(request: Request) -> HttpResponse:
    """Choose figures, offices and a period; the answer is kept under an address of its own."""
    form = AnswerForm(request.POST or None, today=local_date(request.at))
    if form.is_valid():
        kept = commands.write_down(form.question(), by=request.actor, at=request.at)
        return redirect("steering:answer", kept.fingerprint)
    return render(request, "steering/ask.html", {"form": form})


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def answer(request: Request, mark: str) -> HttpResponse:
    """One answer or report, as it was written; asked to, it is counted again."""
    kept, lines = _mine(request, mark)
    page = {
        "kept": kept,
        "document": told.document(kept, lines),
        "again": queries.is_still_so(kept) if "again" in request.GET else None,
    }
    return render(request, "steering/answer.html", page)


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def sheet(request: Request, mark: str) -> HttpResponse:
    """The same as CSV: a line per figure, scope and period, with its interval."""
    kept, lines = _mine(request, mark)
    return sheets.answer(kept, lines)


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def paper(request: Request, mark: str) -> HttpResponse:
    """The same as PDF."""
    return _file(request, mark, pdf, PAPER)


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def workbook(request: Request, mark: str) -> HttpResponse:
    """The same as a workbook."""
    return _file(request, mark, xlsx, BOOK)


def _file(
    request: Request, mark: str, made: Callable[[Document], bytes], kind: str
) -> HttpResponse:
    kept, lines = _mine(request, mark)
    response = HttpResponse(made(told.document(kept, lines)), content_type=kind)
    ending = "pdf" if kind == PAPER else "xlsx"
    name = f"{kept.kind}-{kept.first}-{kept.last}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _mine(request: Request, mark: str) -> tuple[Answer, list[Line]]:
    """The answer, and of a report the lines of the offices somebody may see."""
    kept = queries.kept_answer(mark)
    if request.access.may(Right.SEE_CITY):
        return kept, queries.told(kept)
    if kept.kind == AnswerKind.ASKED:
        raise NotYours
    offices = workplaces(request.access.offices(Right.SEE_OFFICE))
    return kept, queries.told(kept, [row.key for row in offices])


def _listed(kinds: list[AnswerKind]) -> list[tuple[Answer, str, str]]:
    return [
        (kept, told.title(kept), told.span(kept.first, kept.last)) for kept in queries.newest(kinds)
    ]
