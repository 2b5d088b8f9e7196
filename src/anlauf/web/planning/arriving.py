"""How people may come to an office besides through its door: rules by date, and what follows."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core.refusal import Refused
from anlauf.floor import commands, queries
from anlauf.floor.afar import ArrivalRuleSaid
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning.arriving_form import ArrivingForm
from anlauf.web.planning.arriving_words import Lately, consequences, sentences
from anlauf.web.planning.dated import dated

_CHANGES = 5


@dataclass(frozen=True)
class Draft:
    """A rule that is not saved: its words, and what would follow from it."""

    said: ArrivalRuleSaid
    words: list[str]
    consequences: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.PLAN)
def arriving(request: Request, office: Office) -> HttpResponse:
    """The rules; what is sent is shown with its consequences first, and saved when confirmed."""
    today = queries.today(request.at)
    if request.method != "POST":
        now = queries.arrival_policy(office.pk, today)
        return _page(request, office, ArrivingForm.of(now, today))

    form = ArrivingForm(request.POST, today=today)
    if not form.is_valid():
        return _page(request, office, form)
    try:
        said = form.said()
        commands.check_arrival_rule(said)
        if "save" not in request.POST:
            return _page(request, office, form, draft=_draft(request, office, said))
        commands.set_arrival_rule(office.pk, said, by=request.actor, at=request.at)
    except Refused as refused:
        return _page(request, office, form, mistake=str(refused))
    messages.success(request, _("The rule is saved."))
    return redirect("planning:arriving", office.key)


@require_POST
@at_office(Right.PLAN)
def arriving_end(request: Request, office: Office, number: int) -> HttpResponse:
    """Let a rule hold until today, or take away one that has not begun."""
    today = queries.today(request.at)
    own = {rule.number for rule in queries.own_arrival_rules(office.pk)}
    if number in own:
        commands.end_arrival_rule(number, today, by=request.actor, at=request.at)
        messages.success(request, _("The rule ends today; one that had not begun is gone."))
    return redirect("planning:arriving", office.key)


@require_POST
@at_office(Right.PLAN)
def arriving_undo(request: Request, office: Office) -> HttpResponse:
    """Take the last change back."""
    with told(request, _("The last change is taken back.")):
        commands.take_back_arrival_rule(office.pk, by=request.actor, at=request.at)
    return redirect("planning:arriving", office.key)


def _page(
    request: Request,
    office: Office,
    form: ArrivingForm,
    *,
    draft: Draft | None = None,
    mistake: str = "",
) -> HttpResponse:
    today = queries.today(request.at)
    holding = queries.arrival_rule_in_force(office.pk, today)
    changes = queries.arrival_changes(office.pk, most=_CHANGES)
    who = people.names_of(change.by for change in changes)
    page = {
        "office": office,
        "form": form,
        "draft": draft,
        "mistake": mistake,
        "holding": holding,
        "words": sentences(queries.arrival_policy(office.pk, today)),
        "rules": [dated(rule, holding, today) for rule in queries.own_arrival_rules(office.pk)],
        "changes": [
            (change, who.get(change.by, ""), sentences(change.after.policy) if change.after else [])
            for change in changes
        ],
    }
    status = 422 if mistake or form.errors else 200
    return render(request, "planning/arriving.html", page, status=status)


def _draft(request: Request, office: Office, said: ArrivalRuleSaid) -> Draft:
    begins = said.valid_from or queries.today(request.at)
    before = queries.arrival_policy(office.pk, begins)
    lately = Lately(
        queries.came_from_afar(office.pk, at=request.at),
        queries.coming_count(office.pk, at=request.at),
        at_once=begins == queries.today(request.at),
    )
    return Draft(said, sentences(said.policy), consequences(before, said.policy, lately))
