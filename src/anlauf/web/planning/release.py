"""How an office's time is released: the rule in words and as a picture, changed after a preview."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.booking import commands, queries
from anlauf.booking.queries import HoldingRule, ReleasedDay, ReleaseRuleSaid, RuleChange, Scope
from anlauf.core.refusal import Refused
from anlauf.floor import queries as floor
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning import release_form, release_picture
from anlauf.web.planning.release_form import RuleForm
from anlauf.web.planning.release_words import PEOPLE, Part, parts

AHEAD = timedelta(weeks=5)
_CHANGES = 5


@dataclass(frozen=True)
class Shown:
    """A rule ready for the page: its words, its picture, and its dates."""

    said: ReleaseRuleSaid | None
    parts: list[Part]
    people: list[str]
    moments: list[release_picture.Moment]
    days: list[release_picture.DayRow]


@dataclass(frozen=True)
class Asked:
    """Who asks about which office, and the rule that holds there today."""

    request: Request
    office: Office
    holding: HoldingRule | None

    @property
    def said(self) -> ReleaseRuleSaid | None:
        """What the rule says, if there is one."""
        return self.holding.said if self.holding else None

    @property
    def mark(self) -> str:
        """What tells whether somebody else has changed the rule meanwhile."""
        return self.holding.mark if self.holding else ""


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.PLAN)
def release(request: Request, office: Office) -> HttpResponse:
    """The rule that holds; what is sent is shown as a preview first, and saved when confirmed."""
    asked = _asked(request, office)
    if request.method != "POST":
        return _page(asked, release_form.of_rule(asked.said))

    form = release_form.of_post(request.POST, asked.said)
    if "more" in request.POST or not form.is_valid():
        return _page(asked, form)
    if request.POST.get("base") != asked.mark:
        return _page(asked, form, outdated=True)
    return _decided(asked, form)


@require_POST
@at_office(Right.PLAN)
def release_undo(request: Request, office: Office) -> HttpResponse:
    """Go back to the rule before."""
    with told(request, _("The rule before holds again.")):
        commands.undo_release_rule(office.pk, by=request.actor, at=request.at)
    return redirect("planning:release", office.key)


@require_POST
@at_office(Right.PLAN)
def release_remove(request: Request, office: Office) -> HttpResponse:
    """Give up the office's own rule."""
    holding = _asked(request, office).holding
    with told(request):
        if holding is not None and holding.scope.office is not None:
            commands.remove_release_rule(holding.number, by=request.actor, at=request.at)
            messages.success(request, _("This office has no rule of its own any more."))
    return redirect("planning:release", office.key)


def _decided(asked: Asked, form: RuleForm) -> HttpResponse:
    """Save the rule, or show what it would do."""
    request, office, said = asked.request, asked.office, form.said()
    try:
        commands.check_release_rule(said)
        if "save" not in request.POST:
            return _page(asked, form, draft=said)
        scope = Scope(office=office.pk)
        commands.set_release_rule(scope, said, by=request.actor, at=request.at)
    except Refused as refused:
        return _page(asked, form, mistake=str(refused))
    messages.success(request, _("The rule is saved and holds from now on."))
    return redirect("planning:release", office.key)


def _page(
    asked: Asked,
    form: RuleForm,
    *,
    draft: ReleaseRuleSaid | None = None,
    mistake: str = "",
    outdated: bool = False,
) -> HttpResponse:
    office = asked.office
    changes = queries.release_rule_changes(office.pk, most=_CHANGES)
    context = {
        "office": office,
        "asked": asked,
        "now": _shown(asked, asked.said),
        "draft": _shown(asked, draft) if draft else None,
        "form": form,
        "mistake": mistake,
        "outdated": outdated,
        "changes": _with_names(changes),
    }
    return render(asked.request, "planning/release.html", context, status=422 if mistake else 200)


def _with_names(changes: list[RuleChange]) -> list[tuple[RuleChange, str, list[Part]]]:
    """Each change with who made it and what the rule said afterwards."""
    names = people.names_of(change.by for change in changes)
    return [
        (change, names.get(change.by, ""), parts(change.after.tranches) if change.after else [])
        for change in changes
    ]


def _shown(asked: Asked, said: ReleaseRuleSaid | None) -> Shown:
    tranches = said.tranches if said else ()
    shares = release_picture.shares_of(tranches, asked.said.tranches if asked.said else ())
    days = release_picture.days(_preview(asked, said), _preview(asked, asked.said), shares)
    return Shown(
        said=said,
        parts=parts(tranches),
        people=[str(PEOPLE[share]) for share in shares],
        moments=release_picture.moments(tranches, shares),
        days=days,
    )


def _preview(asked: Asked, said: ReleaseRuleSaid | None) -> list[ReleasedDay]:
    at = asked.request.at
    today = floor.today(at)
    rule = said.release if said else None
    return queries.released_preview(asked.office.pk, rule, today, today + AHEAD, at=at)


def _asked(request: Request, office: Office) -> Asked:
    return Asked(request, office, queries.rule_of_office(office.pk, on=floor.today(request.at)))
