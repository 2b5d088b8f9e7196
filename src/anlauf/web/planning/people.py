"""The people of an office: who is away, who asks for something, whose swaps wait for approval."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core.refusal import Unknown
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.web.common.guards import at_office
from anlauf.web.common.refused import refused_into, told
from anlauf.web.common.requests import Request
from anlauf.web.planning.hours_editor_fields import date_value
from anlauf.web.planning.people_form import AbsenceForm


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.LEAD_PEOPLE)
def people(request: Request, office: Office) -> HttpResponse:
    """All that waits for an answer, all absences, and a form to write one down."""
    today = staffing.today(request.at)
    everybody = staffing.people_at(office.pk, today)
    first = {"first": date_value(today), "last": date_value(today)}
    form = AbsenceForm(
        request.POST if request.method == "POST" else None, people=everybody, initial=first
    )
    if form.is_bound and form.is_valid():
        with refused_into(form, "last"):
            done = commands.record_absence(form.away(), by=request.actor, at=request.at)
            messages.success(request, _("The absence is written down."))
            _warn(request, done)
            return redirect("planning:people", office.key)

    page = {
        "office": office,
        "form": form,
        "people": everybody,
        "absences": staffing.absences_at(office.pk, today),
        "requests": [
            (one, staffing.together_away(office.pk, one.first, one.last))
            for one in staffing.requests_at(office.pk)
        ],
        "swaps": staffing.offers_to_approve(office.pk, request.at),
        "approved": staffing.offers_approved(office.pk, today),
        "may_plan": request.access.may(Right.PLAN, office=office.pk),
        "today": today,
    }
    return render(request, "planning/people.html", page, status=422 if form.errors else 200)


@require_POST
@at_office(Right.LEAD_PEOPLE)
def absence_back(request: Request, office: Office, number: int) -> HttpResponse:
    """Somebody is there after all."""
    row = staffing.absence_numbered(number, office.pk)
    with told(request, _("The absence is taken back. Duties that still fit are there again.")):
        _warn(request, commands.take_back_absence(row.pk, by=request.actor, at=request.at))
    return redirect("planning:people", office.key)


@require_POST
@at_office(Right.LEAD_PEOPLE)
def leave_answer(request: Request, office: Office, number: int, answer: str) -> HttpResponse:
    """Grant what somebody asks for, or not."""
    row = staffing.request_at(number, office.pk)
    if answer == "yes":
        with told(request, _("The days are granted.")):
            _warn(request, commands.grant_leave(row.pk, by=request.actor, at=request.at))
    else:
        with told(request, _("The days are not granted.")):
            commands.refuse_leave(row.pk, by=request.actor, at=request.at)
    return redirect("planning:people", office.key)


@require_POST
@at_office(Right.LEAD_PEOPLE)
def swap_answer(request: Request, office: Office, number: int, answer: str) -> HttpResponse:
    """Approve a swap, say no to it, or take an approval back."""
    row = staffing.offer_numbered(number)
    if row.duty.office_id != office.pk:
        raise Unknown
    said = {
        "yes": _("The swap is approved. Both weeks and the times on offer follow."),
        "undo": _("The swap is taken back. Both have their former duties again."),
        "no": _("The swap is not approved. Both keep their duties."),
    }
    if answer not in said:
        raise Unknown
    with told(request, said[answer]):
        if answer == "yes":
            commands.approve_swap(row.pk, by=request.actor, at=request.at)
        elif answer == "undo":
            commands.undo_swap(row.pk, by=request.actor, at=request.at)
        else:
            reason = request.POST.get("reason", "")[:300].replace("\0", "")
            commands.refuse_swap(row.pk, reason, by=request.actor, at=request.at)
    return redirect("planning:people", office.key)


def _warn(request: Request, done: list[commands.Published]) -> None:
    """Say how many appointments are in conflict now."""
    conflicts = sum(len(conflict.codes) for one in done for conflict in one.conflicts)
    if conflicts:
        sentence = ngettext(
            "%(count)s appointment is in conflict. The page of the office shows it.",
            "%(count)s appointments are in conflict. The page of the office shows them.",
            conflicts,
        )
        messages.warning(request, sentence % {"count": conflicts})
