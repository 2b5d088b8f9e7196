"""Asking for what is missing, all of it in one letter; and looking at what came."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.cases import commands
from anlauf.cases.queries import Case
from anlauf.cases.states import DemandState
from anlauf.core.text import say
from anlauf.web.casework import words
from anlauf.web.casework.door import leads, to_case, works_on_case
from anlauf.web.casework.forms import AskForm
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@works_on_case
def ask(request: Request, case: Case) -> HttpResponse:
    """Choose what is missing, in the names the person will read."""
    rows = list(case.demands.select_related("rule").order_by("pk"))
    choices = [
        (row.pk, say(row.rule.name, case.language) if row.rule else row.name) for row in rows
    ]
    missing = [row.pk for row in rows if row.state == DemandState.OPEN]
    given = request.POST if request.method == "POST" else None
    form = AskForm(choices, given, initial={"demands": missing})
    if form.is_valid():
        with refused_into(form):
            commands.ask_for_papers(
                case, form.numbers(), form.named(), by=request.actor, at=request.at
            )
            said = _("The letter is on its way. The clock stands still until something comes.")
            messages.success(request, said)
            return to_case(case, "papers")
    context = {
        "office": case.office,
        "here": "case",
        "may_lead": leads(request, case.office_id),
        "case": case,
        "form": form,
        "language": words.language_name(case.language),
    }
    status = 422 if form.errors else 200
    return render(request, "casework/ask.html", context, status=status)


@require_safe
@works_on_case
def look(request: Request, case: Case, uid: UUID) -> HttpResponse:
    """Open a paper; that somebody did is written down."""
    found = commands.look_at(case, uid, by=request.actor, at=request.at)
    return HttpResponse(found.content, headers=dict(found.to_look_at))
