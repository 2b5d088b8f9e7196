"""The page of a case: where it stands, its clocks, papers, words and decisions."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.booking import queries as booking
from anlauf.cases import commands, queries
from anlauf.cases.queries import Case, Decided, Dossier
from anlauf.cases.states import OVER, CaseState, DemandState, Side
from anlauf.people import queries as people
from anlauf.web.casework import steps, words
from anlauf.web.casework.door import leads, works_on_case
from anlauf.web.casework.forms import DatesForm, OthersForm, TogetherForm, WordsForm, WorkerForm
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_date

_ASKS_IN = (CaseState.CHECKING, CaseState.WAITING_FOR_PAPERS)
_DECIDES_IN = (CaseState.CHECKING, CaseState.DECIDING)


@dataclass(frozen=True)
class Law:
    """The law's own time: when it is over, and in how many days."""

    on: date
    days: int


@require_safe
@works_on_case
def case(request: Request, case: Case) -> HttpResponse:
    """Open the case; that somebody did is written down."""
    commands.look_into(case, by=request.actor, at=request.at)
    return shown(request, case)


def shown(request: Request, case: Case, *, status: int = 200) -> HttpResponse:
    """The page as it stands now."""
    found = queries.dossier(case, at=request.at)
    today = local_date(request.at)
    goes_to_visit = any(stage.state == CaseState.READY_FOR_VISIT for stage in found.stages)
    workers = people.case_workers_of(case.office_id)
    context = {
        "office": case.office,
        "here": "case",
        "case": case,
        "dossier": found,
        "standing": queries.STANDING[case.state],
        "stages": [(stage, queries.STANDING[stage.state]) for stage in found.stages],
        "over": case.state in OVER,
        "language": words.language_name(case.language),
        "group": _group(case),
        "steps": list(steps.possible(case, goes_to_visit)),
        "may_ask": case.state in _ASKS_IN,
        "may_decide": case.state in _DECIDES_IN and found.standing is None,
        "proposal": _proposal(case, found),
        "own_proposal": _own(request, found),
        "law": Law(case.law_on, (case.law_on - today).days) if case.law_on else None,
        "late": max(0, (today - case.due_on).days) if case.due_on else 0,
        "stops": [(stop, words.CAUSES[stop.cause]) for stop in found.clock.stops],
        "others": found.clock.others,
        "causes": words.CAUSES,
        "demands": [(each, words.DEMANDS[each.state]) for each in found.demands],
        "handed_in": DemandState.HANDED_IN,
        "open": DemandState.OPEN,
        "from_person": Side.PERSON,
        "sorts": words.SORTS,
        "history": [(each, words.VERBS.get(each.verb, each.verb)) for each in found.history],
        "visit": booking.visit_of_case(case),
        "certificate": queries.certificate_of(case, at=request.at),
        "names": _names(found),
        "workers": WorkerForm(workers, initial={"worker": case.assigned_id}),
        "assigned": _names_of(case.assigned_id),
        "members": _others(case),
        "dates": DatesForm.of(case),
        "write_to": OthersForm(auto_id="others_%s"),
        "message": WordsForm(auto_id="message_%s"),
        "note": WordsForm(auto_id="note_%s"),
        "together": TogetherForm(auto_id="together_%s"),
        "may_lead": leads(request, case.office_id),
    }
    return render(request, "casework/case.html", context, status=status)


def _group(case: Case) -> dict[str, str]:
    """The purpose of the stay or whatever else decides what is handed in."""
    return next((each["name"] for each in case.kind.groups if each["key"] == case.group), {})


def _proposal(case: Case, found: Dossier) -> Decided | None:
    """The decision that needs a second pair of eyes."""
    standing = found.standing
    if standing is None or standing.approved_by is not None or case.state != CaseState.DECIDING:
        return None
    return standing


def _own(request: Request, found: Dossier) -> bool:
    standing, person = found.standing, request.person
    return standing is not None and person is not None and standing.proposed_by == person.pk


def _others(case: Case) -> list[tuple[queries.Row, object]]:
    """The other open cases of the bundle."""
    if case.bundle is None:
        return []
    rows = queries.members_of(case.bundle)
    return [(row, queries.STANDING[row.state]) for row in rows if row.number != case.pk]


def _names(found: Dossier) -> dict[int | None, str]:
    """Who wrote notes and decided; whoever has left has none."""
    numbers = {each.by for each in found.notes}
    for each in found.decisions:
        numbers |= {each.proposed_by, each.approved_by}
    return people.names_of(numbers)


def _names_of(number: int | None) -> str:
    return people.names_of([number]).get(number, "")
