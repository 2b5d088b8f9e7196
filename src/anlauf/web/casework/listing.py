"""The work list of an office, and taking the next case from its top."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlauf.cases import commands, queries
from anlauf.cases.queries import Row, Standing
from anlauf.cases.queries.worklist import PAGE
from anlauf.core.refusal import Refused
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.casework import filters, words
from anlauf.web.casework.door import leads
from anlauf.web.casework.filters import Filters
from anlauf.web.common.guards import NotYours, at_office, needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_date


@dataclass(frozen=True)
class Line:
    """A row of the list in words."""

    row: Row
    standing: str
    because: str
    waits_for: list[str]
    late: int
    who: str
    ask_again: bool  # somebody else has not answered for weeks


@require_safe
@needs_somewhere(Right.WORK_CASES)
def door(request: Request) -> HttpResponse:
    """To the one office somebody works for, or a choice."""
    offices = people.workplaces(request.access.offices(Right.WORK_CASES))
    if not offices:
        raise NotYours
    if len(offices) == 1:
        return redirect("casework:list", offices[0].key)
    return render(request, "casework/door.html", {"offices": offices})


@require_safe
@at_office(Right.WORK_CASES)
def work_list(request: Request, office: Office) -> HttpResponse:
    """The next page of what somebody has to act on."""
    chosen = Filters.read(request.GET)
    after = request.GET.get("after", "")
    rows = _rows(request, office, chosen, after)
    context = {
        "office": office,
        "here": "list",
        "chosen": chosen,
        "lines": lines(rows, request),
        "counts": _counts(request, office, chosen),
        "kinds": queries.kinds_on(local_date(request.at)),
        "steps": [(step, queries.STANDING[step]) for step in filters.STEPS],
        "tabs": _tabs(chosen),
        "next": _next(chosen, rows),
        "first": chosen.address() if after else "",
        "may_lead": leads(request, office.pk),
    }
    return render(request, "casework/list.html", context)


@require_POST
@at_office(Right.WORK_CASES)
def take(request: Request, office: Office) -> HttpResponse:
    """Take the most urgent case nobody has; of two who press at once each gets another."""
    person = request.person
    if person is None:
        raise NotYours
    skills = people.skills_of(person)
    try:
        case = commands.take_next(person, [office.pk], skills, by=request.actor, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("casework:list", office.key)
    if case is None:
        messages.info(request, _("Nobody’s case is left that you could take. Well done."))
        return redirect("casework:list", office.key)
    messages.success(request, _("This case is yours now."))
    return redirect("casework:case", office.key, case.code)


def lines(rows: list[Row], request: Request) -> list[Line]:
    """Rows in words."""
    names = people.names_of(row.assigned for row in rows)
    today = local_date(request.at)
    return [
        Line(
            row=row,
            standing=str(queries.STANDING[row.state]),
            because=words.because(row) if row.due_on else "",
            waits_for=words.waits_for(row),
            late=words.late(row, today),
            who=names.get(row.assigned, ""),
            ask_again=row.ask_again_on is not None and row.ask_again_on <= today,
        )
        for row in rows
    ]


def _rows(request: Request, office: Office, chosen: Filters, after: str) -> list[Row]:
    wanted = chosen.wanted(office.pk, request.person.pk if request.person else 0)
    if chosen.standing == Standing.WAITING:
        return queries.waiting_list(wanted, after=filters.moment_mark(after))
    if chosen.standing == Standing.OVERDUE:
        today = local_date(request.at)
        return queries.overdue_list(wanted, today=today, after=filters.day_mark(after))
    return queries.work_list(wanted, after=filters.day_mark(after))


def _counts(request: Request, office: Office, chosen: Filters) -> queries.Counts:
    wanted = chosen.wanted(office.pk, request.person.pk if request.person else 0)
    return queries.counts(wanted, today=local_date(request.at))


def _tabs(chosen: Filters) -> list[tuple[str, str, bool]]:
    names = {
        Standing.OURS: _("To do"),
        Standing.OVERDUE: _("Overdue"),
        Standing.WAITING: _("Waiting for others"),
    }
    return [
        (chosen.address(standing=each), name, chosen.standing == each)
        for each, name in names.items()
    ]


def _next(chosen: Filters, rows: list[Row]) -> str:
    if len(rows) < PAGE:
        return ""
    return chosen.address(after=filters.mark(rows[-1]))


def list_address(office: Office) -> str:
    """The work list of an office."""
    return reverse("casework:list", args=[office.key])
