"""What case workers do on the page of a case, beside taking it a step on."""

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from anlauf.cases import commands, queries
from anlauf.cases.queries import Case
from anlauf.cases.states import DemandState, Side, StopCause
from anlauf.core.refusal import Invalid, Unknown
from anlauf.engine import codes
from anlauf.people import queries as people
from anlauf.people.queries import Person
from anlauf.web.casework.door import to_case, works_on_case
from anlauf.web.casework.forms import (
    AnsweredForm,
    DatesForm,
    OthersForm,
    TogetherForm,
    WeighForm,
    WordsForm,
    WorkerForm,
)
from anlauf.web.common.guards import NotYours
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request


class NotUnderstood(Invalid):
    """A form that was not filled in as it should be."""

    code = "not_understood"
    sentence = gettext_lazy("That was not understood. Please fill the fields in again.")


class NoSuchCaseHere(Invalid):
    """A number that no case of this office has."""

    code = "no_such_case_here"
    sentence = gettext_lazy("No case of this office has this number.")


@require_POST
@works_on_case
def weigh(request: Request, case: Case, demand: int) -> HttpResponse:
    """Accept a paper, do without it, or send it back with a reason."""
    row = case.demands.filter(pk=demand).first()
    if row is None:
        raise Unknown
    form = WeighForm(request.POST)
    with told(request):
        _understood(form)
        said = form.cleaned_data
        verdict = DemandState(said["verdict"])
        commands.weigh(row, verdict, said["reason"], by=request.actor, at=request.at)
    return to_case(case, "papers")


@require_POST
@works_on_case
def write_to(request: Request, case: Case) -> HttpResponse:
    """Note that another authority or a court was asked; the clock stands still."""
    form = OthersForm(request.POST)
    with told(request, _("The clock stands still until they answer.")):
        _understood(form)
        cause = StopCause(form.cleaned_data["cause"])
        commands.write_to(case, cause, form.cleaned_data["whom"], by=request.actor, at=request.at)
    return to_case(case, "others")


@require_POST
@works_on_case
def answered(request: Request, case: Case) -> HttpResponse:
    """Note that they answered; the clock runs again."""
    form = AnsweredForm(request.POST)
    with told(request, _("Noted. The clock runs again once nobody else has to answer.")):
        _understood(form)
        said = form.cleaned_data
        commands.answered(
            case, StopCause(said["cause"]), said["whom"], by=request.actor, at=request.at
        )
    return to_case(case, "others")


@require_POST
@works_on_case
def write(request: Request, case: Case) -> HttpResponse:
    """Write to the person."""
    form = WordsForm(request.POST)
    with told(request, _("The message stands on the person’s status page; a letter says so.")):
        _understood(form)
        words = form.cleaned_data["words"]
        commands.write_message(case, Side.OFFICE, words, by=request.actor, at=request.at)
    return to_case(case, "messages")


@require_POST
@works_on_case
def read(request: Request, case: Case) -> HttpResponse:
    """Note that the person's messages were read."""
    with told(request):
        commands.read_messages(case, Side.PERSON, by=request.actor, at=request.at)
    return to_case(case, "messages")


@require_POST
@works_on_case
def note(request: Request, case: Case) -> HttpResponse:
    """Keep something for colleagues."""
    form = WordsForm(request.POST)
    with told(request, _("The note is kept.")):
        _understood(form)
        commands.note(
            case, form.cleaned_data["words"], _person(request), by=request.actor, at=request.at
        )
    return to_case(case, "notes")


@require_POST
@works_on_case
def state_dates(request: Request, case: Case) -> HttpResponse:
    """Write down what makes the case urgent."""
    form = DatesForm(request.POST)
    with told(request, _("The dates are noted. The case has its new place in the list.")):
        _understood(form)
        commands.state_dates(case, form.said(), by=request.actor, at=request.at)
    return to_case(case, "dates")


@require_POST
@works_on_case
def assign(request: Request, case: Case) -> HttpResponse:
    """Give the case to a colleague of this office, or back to all."""
    form = WorkerForm(people.case_workers_of(case.office_id), request.POST)
    with told(request, _("Noted who works on it.")):
        _understood(form)
        commands.assign(case, form.person(), by=request.actor, at=request.at)
    return to_case(case)


@require_POST
@works_on_case
def bundle(request: Request, case: Case) -> HttpResponse:
    """Put another case of this office beside this one."""
    form = TogetherForm(request.POST)
    with told(request, _("These cases are worked on together now.")):
        _understood(form)
        said = form.cleaned_data
        other = _other(case, said["code"])
        commands.put_together([case, other], said["name"], by=request.actor, at=request.at)
    return to_case(case, "bundle")


@require_POST
@works_on_case
def unbundle(request: Request, case: Case) -> HttpResponse:
    """Work on this case by itself again."""
    with told(request, _("This case is worked on by itself again.")):
        commands.leave_bundle(case, by=request.actor, at=request.at)
    return to_case(case, "bundle")


def _other(case: Case, said: str) -> Case:
    try:
        return queries.case_at(case.office_id, codes.normalise(said))
    except (codes.NotACode, Unknown):
        raise NoSuchCaseHere from None


def _understood(form: Form) -> None:
    if not form.is_valid():
        raise NotUnderstood


def _person(request: Request) -> Person:
    if request.person is None:
        raise NotYours
    return request.person
