"""What can be applied for from home, what it takes, and the first question."""

from itertools import groupby
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.cases import commands, queries
from anlauf.cases.queries import Kind
from anlauf.cases.queries.forms import opened
from anlauf.cases.states import CaseState
from anlauf.core import limits
from anlauf.core.refusal import Refused
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.language import as_typed, keeps_words
from anlauf.web.common.requests import Request
from anlauf.web.matters.answer_form import AnswerForm
from anlauf.web.matters.opened import NoSuchMatter, today
from anlauf.web.matters.takes import Takes
from anlauf.web.matters.way import Way, steps_of_new

WRONG = 422


@require_safe
@public
def matters(request: Request) -> HttpResponse:
    """Everything that can be applied for here."""
    rows = sorted(queries.online_kinds(today(request)), key=lambda row: row.service.area.position)
    areas = [(area, list(group)) for area, group in groupby(rows, lambda row: row.service.area)]
    return render(request, "matters/matters.html", {"areas": areas})


@require_safe
@public
def matter(request: Request, kind: str) -> HttpResponse:
    """What has to be at hand, how long it takes, and how it goes on."""
    row = _kind(request, kind)
    rules = list(row.papers.order_by("position"))
    context = {
        "kind": row,
        "takes": Takes.of(row, at=request.at),
        "rules": rules,
        "everybody": [rule for rule in rules if not rule.groups],
        "groups": [
            (group, [rule for rule in rules if group["key"] in rule.groups]) for group in row.groups
        ],
        "visits": row.steps.filter(state=CaseState.READY_FOR_VISIT).exists(),
    }
    return render(request, "matters/matter.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@keeps_words
def first(request: Request, kind: str) -> HttpResponse:
    """The first question; its answer is kept at once, under a code of its own."""
    row = _kind(request, kind)
    question = queries.questions_of(row)[0]
    form = as_typed(request, AnswerForm(question, request.POST or None, today=today(request)))
    if form.is_valid():
        try:
            intake = _begun(request, row, commands.Said(question.key, form.answer()))
            way = Way(opened(intake), queries.form_key(intake.uid))
            return redirect(way.after(question.key))
        except Refused as refusal:
            form.add_error("answer", str(refusal))
    context = {
        "kind": row,
        "form": form,
        "form_with_words": "words",
        "request_key": request.POST.get("request") or uuid4(),
        "step": 1,
        "steps": steps_of_new(row),
        "back": reverse("matters:matter", args=[kind]),
    }
    return render(request, "matters/first.html", context, status=WRONG if form.errors else 200)


def _begun(request: Request, row: Kind, said: commands.Said) -> queries.Intake:
    crowd.count(limits.FORMS, request)
    return commands.begin(
        row,
        said,
        get_language() or "",
        request_key=_request_key(request.POST.get("request", "")),
        by=request.actor,
        at=request.at,
    )


def _request_key(word: str) -> UUID:
    try:
        return UUID(word)
    except ValueError:
        return uuid4()


def _kind(request: Request, key: str) -> Kind:
    row = queries.online_kinds(today(request)).filter(key=key).first()
    if row is None:
        raise NoSuchMatter
    return row
