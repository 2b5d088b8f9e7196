"""The page of an employee: contracts, skills, languages, and who logs in as them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core.refusal import Refused, Unknown
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import commands, plans, rules_said, terms
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Employee
from anlauf.web.common.guards import at_office
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning.people_form import TermsForm, terms_shown

_CHANGES = 5


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.PLAN)
def person(request: Request, office: Office, number: str) -> HttpResponse:
    """Everything the planner may know about somebody, and may change."""
    who = _of(office, number)
    if request.method != "POST":
        base = plans.digest(terms.written(staffing.terms_of(who)))
        return _page(request, office, who, TermsForm(office=office, initial=terms_shown(who, base)))

    form = TermsForm(request.POST, office=office)
    if not form.is_valid():
        return _page(request, office, who, form)
    now, here = staffing.terms_of(who), {skill.key for skill in form.skills}
    wanted = form.said(
        tuple(key for key in now.skills if key not in here),
        tuple(key for key in now.learning if key not in here),
    )
    try:
        base = form.cleaned_data["base"]
        commands.change_terms(who.number, wanted, base, by=request.actor, at=request.at)
    except Refused as refused:
        return _page(request, office, who, form, mistake=str(refused))
    messages.success(request, _("It is saved. You can undo it below."))
    return redirect("planning:person", office.key, who.number)


@require_POST
@at_office(Right.PLAN)
def person_undo(request: Request, office: Office, number: str, change: int) -> HttpResponse:
    """Let the terms before a change hold again."""
    who = _of(office, number)
    if change not in {one.pk for one in staffing.employee_changes(who, _CHANGES)}:
        raise Unknown
    with told(request, _("The change is undone.")):
        commands.undo_terms(change, by=request.actor, at=request.at)
    return redirect("planning:person", office.key, who.number)


@require_POST
@at_office(Right.PLAN)
def person_login(request: Request, office: Office, number: str) -> HttpResponse:
    """Say who logs in as this employee, or let their calendar's link open nothing."""
    who = _of(office, number)
    if "close" in request.POST:
        with told(request, _("The link opens nothing any more.")):
            commands.close_feed(who.number, by=request.actor, at=request.at)
    else:
        login = request.POST.get("login", "").strip()[:60].replace("\0", "")
        done = _("The log-in is linked.") if login else _("The link to a log-in is ended.")
        with told(request, done):
            commands.link_login(who.number, login, by=request.actor, at=request.at)
    return redirect("planning:person", office.key, who.number)


def _of(office: Office, number: str) -> Employee:
    """Somebody who belongs to this office; raises Unknown."""
    who = staffing.employee_numbered(number)
    if who.home_id != office.pk:
        raise Unknown
    return who


def _page(
    request: Request, office: Office, who: Employee, form: TermsForm, *, mistake: str = ""
) -> HttpResponse:
    changes = staffing.employee_changes(who, _CHANGES)
    names = people.names_of(one.by_number for one in changes)
    today = staffing.today(request.at)
    broken = [rules_said.said(one) for one in staffing.broken_now(who, today)]
    page = {
        "office": office,
        "who": who,
        "form": form,
        "mistake": mistake,
        "changes": [(one, names.get(one.by_number, "")) for one in changes],
        "undoable": next((one.pk for one in changes), None),
        "broken": list(dict.fromkeys(broken)),
        "absences": staffing.absences_of(who, today),
    }
    status = 422 if mistake or form.errors else 200
    return render(request, "planning/person.html", page, status=status)
