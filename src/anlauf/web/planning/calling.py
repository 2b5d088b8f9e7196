"""Who is called next: an office's rules by date, tried out on a stored day before they hold."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core.refusal import Refused
from anlauf.floor import commands, queries
from anlauf.floor.values import DispatchRuleSaid
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning.calling_form import CallingForm
from anlauf.web.planning.calling_words import Effect, Names, effects, sentences
from anlauf.web.planning.dated import dated

_CHANGES = 5


@dataclass(frozen=True)
class Draft:
    """A rule that is not saved: its words, and what it would have made of a stored day."""

    said: DispatchRuleSaid
    words: list[str]
    on: date | None
    effects: list[Effect]


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.PLAN)
def calling(request: Request, office: Office) -> HttpResponse:
    """The rules; what is sent is shown as a preview first, and saved when confirmed."""
    today = queries.today(request.at)
    days = queries.days_to_replay(office.pk, until=today)
    if request.method != "POST":
        now = queries.policy_of(office.pk, today)
        return _page(request, office, CallingForm.of(now, office, days, today))

    form = CallingForm(request.POST, office=office, days=days, today=today)
    if not form.is_valid():
        return _page(request, office, form)
    try:
        said = form.said()
        commands.check_dispatch_rule(office.pk, said)
        if "save" not in request.POST:
            return _page(request, office, form, draft=_draft(request, office, form))
        commands.set_dispatch_rule(office.pk, said, by=request.actor, at=request.at)
    except Refused as refused:
        return _page(request, office, form, mistake=str(refused))
    messages.success(request, _("The rule is saved."))
    return redirect("planning:calling", office.key)


@require_POST
@at_office(Right.PLAN)
def calling_end(request: Request, office: Office, number: int) -> HttpResponse:
    """Let a rule hold until today, or take away one that has not begun."""
    today = queries.today(request.at)
    own = {rule.number for rule in queries.own_rules(office.pk)}
    if number in own:
        commands.end_dispatch_rule(number, today, by=request.actor, at=request.at)
        messages.success(request, _("The rule ends today; one that had not begun is gone."))
    return redirect("planning:calling", office.key)


@require_POST
@at_office(Right.PLAN)
def calling_undo(request: Request, office: Office) -> HttpResponse:
    """Take the last change back."""
    with told(request, _("The last change is taken back.")):
        commands.take_back_dispatch_rule(office.pk, by=request.actor, at=request.at)
    return redirect("planning:calling", office.key)


def _page(
    request: Request,
    office: Office,
    form: CallingForm,
    *,
    draft: Draft | None = None,
    mistake: str = "",
) -> HttpResponse:
    today = queries.today(request.at)
    holding = queries.rule_in_force(office.pk, today)
    names = Names.of(office)
    changes = queries.dispatch_changes(office.pk, most=_CHANGES)
    who = people.names_of(change.by for change in changes)
    page = {
        "office": office,
        "form": form,
        "draft": draft,
        "mistake": mistake,
        "holding": holding,
        "words": sentences(holding.said if holding else DispatchRuleSaid(), names),
        "rules": [dated(rule, holding, today) for rule in queries.own_rules(office.pk)],
        "changes": [
            (change, who.get(change.by, ""), sentences(change.after, names) if change.after else [])
            for change in changes
        ],
    }
    status = 422 if mistake or form.errors else 200
    return render(request, "planning/calling.html", page, status=status)


def _draft(request: Request, office: Office, form: CallingForm) -> Draft:
    said, on = form.said(), form.day()
    names = Names.of(office)
    if on is None:
        return Draft(said, sentences(said, names), None, [])
    before = queries.dispatch_policy(office.pk, on)
    found = queries.replayed(office.pk, on, before, said.policy, at=request.at)
    return Draft(said, sentences(said, names), on, effects(found))
