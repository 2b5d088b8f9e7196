"""The figures by which cases are worked on: read, looked at, written for a time to come."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.cases import commands, queries
from anlauf.cases.values import FiguresSaid
from anlauf.core.refusal import Refused
from anlauf.floor import queries as floor
from anlauf.people import queries as people
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning.case_figures_form import CaseFiguresForm
from anlauf.web.planning.case_figures_words import FIGURES, GROUPS
from anlauf.web.planning.policies_picture import Step, Turn, Value, Values

_CHANGES = 5


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.PLAN)
def case_figures(request: Request) -> HttpResponse:
    """What holds and what comes; what is sent is shown first, then saved."""
    today = floor.today(request.at)
    if request.method != "POST":
        return _page(request, CaseFiguresForm.beginning(today))
    form = CaseFiguresForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        commands.check_figures(form.said(), at=request.at)
        if "save" not in request.POST:
            return _page(request, form, draft=form.said())
        commands.set_figures(form.said(), by=request.actor, at=request.at)
    except Refused as refused:
        form.add_error("since", str(refused))
        return _page(request, form)
    messages.success(request, _("The figures are saved."))
    return redirect("planning:case_figures")


@require_POST
@needs(Right.PLAN)
def case_figures_remove(request: Request, number: int) -> HttpResponse:
    """Give up figures that have not begun."""
    with told(request, _("These figures are given up.")):
        commands.remove_figures(number, by=request.actor, at=request.at)
    return redirect("planning:case_figures")


def _page(
    request: Request, form: CaseFiguresForm, *, draft: FiguresSaid | None = None
) -> HttpResponse:
    today = floor.today(request.at)
    changes = queries.figure_changes(most=_CHANGES)
    names = people.names_of(change.by for change in changes)
    context = {
        "form": form,
        "draft": None if draft is None else _draft(draft),
        "now": _groups(queries.figures_on(today)),
        "to_come": [_written(each) for each in queries.figures_written() if _comes(each, today)],
        "changes": [(change, names.get(change.by, "")) for change in changes],
    }
    status = 422 if form.errors else 200
    return render(request, "planning/case_figures.html", context, status=status)


def _comes(each: queries.WrittenFigures, today: date) -> bool:
    return each.said.valid_from > today


def _groups(figures: Mapping[str, int]) -> list[Values]:
    usual = queries.usual_figures()
    return [
        Values(
            group.title,
            [Value(each, figures[each.name], usual[each.name]) for each in group.figures],
        )
        for group in GROUPS
    ]


def _written(each: queries.WrittenFigures) -> tuple[queries.WrittenFigures, Step]:
    """What is written, beside what it changes that morning."""
    first = each.said.valid_from
    return each, Step(first, _turns(queries.figures_on(first - timedelta(days=1)), each.said))


def _draft(said: FiguresSaid) -> Step:
    before = queries.figures_on(said.valid_from - timedelta(days=1))
    return Step(said.valid_from, _turns(before, said))


def _turns(before: Mapping[str, int], said: FiguresSaid) -> list[Turn]:
    """What becomes another figure; what is not written is the usual one."""
    after = {**queries.usual_figures(), **said.figures}
    return [
        Turn(figure, before[name], after[name])
        for name, figure in FIGURES.items()
        if before[name] != after[name]
    ]
