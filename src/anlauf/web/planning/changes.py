"""Changes on their way: decide about everybody in conflict, make it, see it, take it back."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlauf.booking.commands import NewTimesTaken, SupplyConflicts
from anlauf.core.refusal import Refused, Unknown
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import commands, plans
from anlauf.staffing import queries as staffing
from anlauf.staffing.plans import Plan
from anlauf.staffing.states import ChangeKind
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning import changes_decide, changes_plan, changes_said

_RETRY = (SupplyConflicts, NewTimesTaken)


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.CHANGE_HOURS)
def decide(request: Request, office: Office) -> HttpResponse:
    """What the change does and to whom; choices for all are made here as well."""
    if request.method != "POST":
        return redirect("planning:hours", office.key)
    plan = changes_plan.opened(request.POST.get("plan", ""), office)
    return asked(request, office, plan)


@require_POST
@at_office(Right.CHANGE_HOURS)
def make(request: Request, office: Office) -> HttpResponse:
    """Make the change; whatever has come in between is shown with nothing done."""
    plan = changes_plan.opened(request.POST.get("plan", ""), office)
    decisions = changes_decide.decisions(request.POST.dict())
    lengthen = _numbers(request.POST.getlist("lengthen"))
    try:
        change = commands.apply(plan, decisions, by=request.actor, at=request.at, lengthen=lengthen)
    except _RETRY as refusal:
        return asked(request, office, plan, refusal=refusal)
    messages.success(request, _("The change is made."))
    return redirect("planning:change", office.key, change.pk)


@require_POST
@at_office(Right.CHANGE_HOURS)
def catch_up(request: Request, office: Office) -> HttpResponse:
    """Decide about those who kept new supply from being published."""
    return asked(request, office, plans.supply(office.pk))


@require_POST
@at_office(Right.CHANGE_HOURS)
def undo(request: Request, office: Office, number: int) -> HttpResponse:
    """Take a change back, which is a change like any other."""
    plan = staffing.undo_plan(staffing.change(office.pk, number))
    return asked(request, office, plan)


@require_safe
@at_office(Right.CHANGE_HOURS)
def change(request: Request, office: Office, number: int) -> HttpResponse:
    """One change: what it was, whom it met, and the way back."""
    row = staffing.change(office.pk, number)
    context = {
        "office": office,
        "change": row,
        "kind": ChangeKind(row.kind).label,
        "said": changes_said.said(row.kind, row.before, row.after),
        "met": changes_said.met(row.met),
        "who": people.names_of([row.by_number]).get(row.by_number, ""),
        "may_undo": staffing.may_be_undone(row),
        "to_tell": staffing.to_tell(row),
        "may_book": request.access.may(Right.BOOK_FOR_OTHERS, office=office.pk),
    }
    return render(request, "planning/change.html", context)


@require_POST
@at_office(Right.CHANGE_HOURS)
def told(request: Request, office: Office, number: int) -> HttpResponse:
    """Somebody whom no letter reaches has been told."""
    row = _to_tell(request, office, number)
    commands.tell(row, by=request.actor, at=request.at)
    return _back_to(office, number)


@require_POST
@at_office(Right.CHANGE_HOURS)
def untold(request: Request, office: Office, number: int) -> HttpResponse:
    """That was a mistake: they have not been told."""
    row = _to_tell(request, office, number)
    commands.untell(row, by=request.actor, at=request.at)
    return _back_to(office, number)


@require_safe
@at_office(Right.CHANGE_HOURS)
def changes(request: Request, office: Office) -> HttpResponse:
    """Who changed what and when, newest first."""
    rows = staffing.changes_of(office.pk)
    still = staffing.still_to_tell(rows)
    names = people.names_of([row.by_number for row in rows])
    told = [
        {
            "change": row,
            "kind": ChangeKind(row.kind).label,
            "said": changes_said.said(row.kind, row.before, row.after),
            "met": changes_said.met(row.met),
            "still": still.get(row.pk, 0),
            "who": names.get(row.by_number, ""),
        }
        for row in rows
    ]
    return render(request, "planning/changes.html", {"office": office, "told": told})


def asked(
    request: Request, office: Office, plan: Plan, *, refusal: Refused | None = None
) -> HttpResponse:
    """The page on which everything is decided, with the reason why it is asked again."""
    shown = staffing.preview(plan, at=request.at)
    posted = request.POST.dict()
    context = {
        "office": office,
        "plan": changes_plan.sealed(plan),
        "kind": ChangeKind(plan.kind).label,
        "said": changes_said.said(plan.kind, staffing.present(plan), plan.after),
        "cases": changes_decide.cases(shown, posted, at=request.at),
        "choices": changes_decide.CHOICES,
        "shown": shown,
        "undoing": plan.undoes,
        "refusal": refusal,
    }
    return render(request, "planning/decide.html", context, status=409 if refusal else 200)


def _to_tell(request: Request, office: Office, number: int) -> staffing.ToTell:
    said = request.POST.get("who", "")
    if not said.isdecimal():
        raise Unknown
    return staffing.one_to_tell(staffing.change(office.pk, number), int(said))


def _back_to(office: Office, number: int) -> HttpResponse:
    return redirect(f"{reverse('planning:change', args=[office.key, number])}#to-tell")


def _numbers(words: Iterable[str]) -> set[int]:
    return {int(word) for word in words if word.isdecimal()}
