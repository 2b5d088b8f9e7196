"""A form that is being filled in: a question a page, then the office."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.cases import commands
from anlauf.core.refusal import Refused
from anlauf.web.common.guards import public
from anlauf.web.common.language import as_typed, keeps_words
from anlauf.web.common.requests import Request
from anlauf.web.matters.answer_form import ANSWER, AnswerForm
from anlauf.web.matters.office_form import OfficeForm
from anlauf.web.matters.opened import today, way_of
from anlauf.web.matters.way import CHANGE, Way

WRONG = 422


@never_cache
@require_safe
@public
def go_on(request: Request, key: str) -> HttpResponse:
    """Where somebody stopped."""
    return redirect(way_of(request, key).next_open)


@sensitive_post_parameters(ANSWER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@keeps_words
def question(request: Request, key: str, question: str) -> HttpResponse:
    """One question; what the answers do not lead to is not asked."""
    way = way_of(request, key)
    row = way.form.row(question)
    if row is None:
        return redirect(way.next_open)
    kept = way.form.answers.get(question, "")
    form = as_typed(request, AnswerForm(row, request.POST or None, kept=kept, today=today(request)))
    if form.is_valid():
        said = commands.Said(question, form.answer())
        try:
            commands.answer(way.form.intake, said, by=request.actor, at=request.at)
            return redirect(_then(request, way_of(request, key), question))
        except Refused as refusal:
            form.add_error(ANSWER, str(refusal))
    context = _frame(request, way, back=way.before(question)) | {
        "form": form,
        "form_with_words": "words",
        "step": way.step(question),
    }
    return render(request, "matters/question.html", context, status=WRONG if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def office(request: Request, key: str) -> HttpResponse:
    """Where the postal code does not decide about the office: the part of the city, or a choice."""
    way = way_of(request, key)
    where = way.form.where
    if way.form.open_question is not None:
        return redirect(way.next_open)
    form = OfficeForm(where, request.POST or None)
    if form.is_valid():
        part = form.cleaned_data["part"]
        commands.choose_part(way.form.intake, part, by=request.actor, at=request.at)
        return redirect(way.at("check" if CHANGE in request.GET else "papers"))
    context = _frame(request, way, back=way.last_question) | {
        "form": form,
        "where": where,
        "step": way.steps - 2,
    }
    return render(request, "matters/office.html", context, status=WRONG if form.errors else 200)


def _then(request: Request, way: Way, question: str) -> str:
    """The next page; whoever changes an answer goes back to the last look if that is all."""
    return way.next_open if CHANGE in request.GET else way.after(question)


def _frame(request: Request, way: Way, *, back: str) -> dict[str, object]:
    changing = CHANGE in request.GET
    return {
        "way": way,
        "key": way.key,
        "kind": way.form.intake.kind,
        "back": way.at("check") if changing else back,
        "changing": changing,
        "steps": way.steps,
        "code": way.code,
    }
