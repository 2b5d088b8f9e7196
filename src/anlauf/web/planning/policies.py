"""The figures by which the city promises: read, tried out, written for a time to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.booking import commands, queries
from anlauf.booking.queries import PolicyChange, PolicyPeriod, WrittenPolicy
from anlauf.booking.values import PolicySaid
from anlauf.core.refusal import Refused
from anlauf.floor import queries as floor
from anlauf.people import queries as people
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning import policies_form, policies_picture
from anlauf.web.planning.policies_form import PolicyForm

_CHANGES = 5
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """Who asks, on which day, and everything that is written down."""

    request: Request
    today: date
    written: Sequence[WrittenPolicy]

    @property
    def mark(self) -> str:
        """What tells whether somebody else has changed anything meanwhile."""
        return queries.mark_of_policies(self.written)

    @property
    def to_come(self) -> list[WrittenPolicy]:
        """What has not begun, and can still be changed."""
        return [each for each in self.written if each.said.since > self.today]

    @property
    def edited(self) -> WrittenPolicy | None:
        """The one that is changed, where the address names it."""
        number = self.request.GET.get("policy", "")
        return next((each for each in self.to_come if str(each.number) == number), None)

    def periods(self, draft: PolicySaid | None = None) -> list[PolicyPeriod]:
        """The figures of today and of what comes, with a draft in the place of what it replaces."""
        said = [each.said for each in self.written]
        if draft is not None:
            said = [each for each in said if each.valid_from != draft.valid_from] + [draft]
        return queries.policy_periods(said, self.today)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.PLAN)
def policies(request: Request) -> HttpResponse:
    """What holds and what comes; what is sent is shown as a preview first, then saved."""
    asked = _asked(request)
    if request.method != "POST":
        return _page(asked, _empty(asked))

    form = PolicyForm(request.POST)
    if not form.is_valid():
        return _page(asked, form, status=422)
    if request.POST.get("base") != asked.mark:
        return _page(asked, form, outdated=True)
    return _decided(asked, form)


@require_POST
@needs(Right.PLAN)
def policies_undo(request: Request) -> HttpResponse:
    """Go back to what was written before the last change."""
    with told(request, _("What was written before holds again.")):
        commands.undo_policy(by=request.actor, at=request.at)
    return redirect("planning:policies")


@require_POST
@needs(Right.PLAN)
def policies_remove(request: Request, number: int) -> HttpResponse:
    """Give up figures that have not begun."""
    with told(request, _("These figures are given up.")):
        commands.remove_policy(number, by=request.actor, at=request.at)
    return redirect("planning:policies")


def _decided(asked: Asked, form: PolicyForm) -> HttpResponse:
    """Save the figures, or show what they would change."""
    request, said = asked.request, form.said()
    try:
        commands.check_policy(said, at=request.at)
        if "save" not in request.POST:
            return _page(asked, form, draft=said)
        commands.set_policy(said, by=request.actor, at=request.at)
    except commands.FiguresContradict as contradiction:
        for name in contradiction.figures:
            form.add_error(name, policies_picture.contradiction(contradiction))
        return _page(asked, form, status=422)
    except Refused as refused:
        form.add_error("since", str(refused))
        return _page(asked, form, status=422)
    messages.success(request, _("The figures are saved."))
    return redirect("planning:policies")


def _page(
    asked: Asked,
    form: PolicyForm,
    *,
    draft: PolicySaid | None = None,
    outdated: bool = False,
    status: int = 200,
) -> HttpResponse:
    changes = queries.policy_changes(most=_CHANGES)
    now = asked.periods()
    context = {
        "asked": asked,
        "now": policies_picture.groups(now[0].figures),
        "to_come": policies_picture.steps(now[1:]),
        "draft": policies_picture.steps(asked.periods(draft)[1:]) if draft else None,
        "form": form,
        "outdated": outdated,
        "changes": _with_names(changes),
        "may_undo": bool(changes) and changes[0].about.since > asked.today,
        "address": reverse("planning:policies"),
    }
    return render(asked.request, "planning/policies.html", context, status=status)


def _with_names(changes: list[PolicyChange]) -> list[tuple[PolicyChange, str]]:
    """Each change with who made it."""
    names = people.names_of(change.by for change in changes)
    return [(change, names.get(change.by, "")) for change in changes]


def _empty(asked: Asked) -> PolicyForm:
    """The form as it is first shown."""
    if asked.edited is not None:
        return policies_form.of_said(asked.edited.said)
    held = [each.said for each in asked.written if each.said.holds(asked.today)]
    figures = max(held, key=lambda said: said.since).figures if held else {}
    return policies_form.beginning(asked.today + _A_DAY, figures)


def _asked(request: Request) -> Asked:
    return Asked(request, floor.today(request.at), queries.policies_written())
