"""A bundle: the cases of a family or of one employer's people, seen and taken on together."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from anlauf.cases import commands, queries
from anlauf.cases.commands import Together
from anlauf.cases.queries import Case
from anlauf.cases.states import DecisionSort
from anlauf.people.queries import Office, Person
from anlauf.people.roles import Right
from anlauf.web.casework.door import leads
from anlauf.web.casework.forms import BundleForm
from anlauf.web.casework.listing import lines
from anlauf.web.common.guards import NotYours, at_office
from anlauf.web.common.requests import Request

Verb = Callable[[Request, Sequence[Case], Person], Together]


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.WORK_CASES)
def bundle(request: Request, office: Office, number: int) -> HttpResponse:
    """The cases of a bundle, and a step for all of them."""
    found = queries.bundle_at(office.pk, number)
    rows = queries.members_of(found)
    form = BundleForm([row.code for row in rows], request.POST or None)
    if form.is_valid():
        if request.person is None:
            raise NotYours
        cases = [queries.case_at(office.pk, code) for code in form.cleaned_data["cases"]]
        _report(request, _VERBS[form.cleaned_data["step"]](request, cases, request.person))
        return redirect("casework:bundle", office.key, number)
    context = {
        "office": office,
        "here": "bundle",
        "may_lead": leads(request, office.pk),
        "bundle": found,
        "lines": lines(rows, request),
        "form": form,
    }
    return render(request, "casework/bundle.html", context, status=422 if form.errors else 200)


def _mine(request: Request, cases: Sequence[Case], worker: Person) -> Together:
    return commands.assign_all(cases, worker, by=request.actor, at=request.at)


def _check(request: Request, cases: Sequence[Case], _worker: Person) -> Together:
    return commands.start_all(cases, by=request.actor, at=request.at)


def _invite(request: Request, cases: Sequence[Case], _worker: Person) -> Together:
    return commands.invite_all(cases, by=request.actor, at=request.at)


def _grant(request: Request, cases: Sequence[Case], worker: Person) -> Together:
    granted = DecisionSort.GRANTED
    return commands.decide_all(cases, granted, "", worker, by=request.actor, at=request.at)


def _agree(request: Request, cases: Sequence[Case], worker: Person) -> Together:
    return commands.agree_all(cases, worker, by=request.actor, at=request.at)


_VERBS: dict[str, Verb] = {
    "mine": _mine,
    "check": _check,
    "invite": _invite,
    "grant": _grant,
    "agree": _agree,
}


def _report(request: Request, together: Together) -> None:
    """Say for how many it was done, and of each other why not."""
    number = len(together.done)
    if number:
        said = ngettext("Done for one case.", "Done for %(number)s cases.", number)
        messages.success(request, said % {"number": number})
    for case, reason in together.refused:
        messages.error(request, _("%(code)s: %(reason)s") % {"code": case.code, "reason": reason})
