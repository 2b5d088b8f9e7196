"""Searching for a case, with a reason that is kept; and who looked into which case."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.cases import commands, queries
from anlauf.cases.queries.reads import PAGE
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.casework.door import leads
from anlauf.web.casework.forms import SearchForm
from anlauf.web.common.guards import at_office
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.WORK_CASES)
def search(request: Request, office: Office) -> HttpResponse:
    """Find a case of this office; what was searched for stands in no address and no log."""
    form = SearchForm(request.POST or None)
    found = None
    if form.is_valid():
        with refused_into(form):
            found = commands.search(
                office.pk,
                form.sought(),
                form.cleaned_data["purpose"],
                by=request.actor,
                at=request.at,
            )
    rows = [(each, queries.STANDING[each.state]) for each in found or ()]
    context = {
        "office": office,
        "here": "search",
        "may_lead": leads(request, office.pk),
        "form": form,
        "searched": found is not None,
        "rows": rows,
    }
    return render(request, "casework/search.html", context, status=422 if form.errors else 200)


@require_safe
@at_office(Right.REVIEW_READS)
def reads(request: Request, office: Office) -> HttpResponse:
    """Who looked into which case, when and why."""
    on, code = _day(request.GET.get("on", "")), request.GET.get("code", "")[:20]
    before = request.GET.get("before", "")
    rows = queries.reads_at(
        office.pk, on=on, code=code, before=int(before) if before.isdecimal() else None
    )
    context = {
        "office": office,
        "here": "reads",
        "rows": rows,
        "names": people.names_of(row.by for row in rows),
        "on": on,
        "code": code,
        "next": rows[-1].number if len(rows) == PAGE else None,
    }
    return render(request, "casework/reads.html", context)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
