"""The rest of an office's day, what would help, and the presses that do it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused, Unknown
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.outlooks import Outlook
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning import outlook_picture
from anlauf.web.planning.outlook_words import card, spread

Deed = Callable[[Office, "Asked", Actor, datetime], object]


@dataclass(frozen=True)
class Asked:
    """Which desk a press is about, by its number, and which skill; most are about none."""

    desk: int
    skill: str


@dataclass(frozen=True)
class Press:
    """Something a team lead may do with one key: the deed, and what is said afterwards."""

    deed: Deed
    said: str | Promise


class DeskForm(forms.Form):
    """What a press says."""

    desk = forms.IntegerField(required=False, min_value=0, max_value=32767)
    skill = forms.SlugField(required=False, max_length=50)

    def asked(self) -> Asked:
        """The same as a value."""
        return Asked(self.cleaned_data["desk"] or 0, self.cleaned_data["skill"])


@require_safe
@at_office(Right.SEE_OFFICE)
def outlook(request: Request, office: Office) -> HttpResponse:
    """The part alone, played if need be; a browser without scripts is shown the whole page."""
    found = floor.outlook(office.pk, at=request.at)
    if not request.headers.get("HX-Request"):
        return redirect("planning:office", office.key)  # which shows what is known by now
    page = facts(request, office, found)
    version = str(page["outlook_version"])
    return fresh(request, version, lambda: render(request, "planning/outlook.html", page))


@require_POST
@at_office(Right.STEER_DAY)
def press(request: Request, office: Office, what: str) -> HttpResponse:
    """Do it, say so, and show the office again."""
    chosen = _PRESSES.get(what)
    form = DeskForm(request.POST)
    if chosen is None or not form.is_valid():
        raise Unknown
    try:
        chosen.deed(office, form.asked(), request.actor, request.at)
        messages.success(request, str(chosen.said))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("planning:office", office.key)


def facts(request: Request, office: Office, found: Outlook | None) -> dict[str, object]:
    """What the template of this part is told."""
    over = found is None and floor.is_over(office.pk, at=request.at)
    may_steer = request.access.may(Right.STEER_DAY, office=office.pk)
    known: dict[str, object] = {
        "office": office,
        "outlook": found,
        "over": over,
        "may_steer": may_steer,
        "outlook_version": version_of("outlook", found, over, may_steer),
    }
    return known | (_told(found) if found else {})


def _told(found: Outlook) -> dict[str, object]:
    return {
        "picture": outlook_picture.draw(found, floor.look(found.as_of).zone),
        "helpful": [card(one) for one in found.helpful],
        "useless": [card(one) for one in found.useless],
        "median": spread(found.median, "min"),
        "late": spread(found.late, "min"),
        "unserved": spread(found.unserved),
        "tickets": spread(found.tickets),
        "coming": found.appointments + round(found.walk_ins),
    }


def _desk(office: Office, asked: Asked) -> floor.Desk:
    desk = office.desks.filter(number=asked.desk, active=True).first()
    if desk is None:
        raise commands.UnknownDesk(desk=asked.desk)
    return desk


def _at_desk(verb: Callable[..., object]) -> Deed:
    return lambda office, asked, by, at: verb(_desk(office, asked), by=by, at=at)


def _move(office: Office, asked: Asked, by: Actor, at: datetime) -> object:
    return commands.move(_desk(office, asked), asked.skill, by=by, at=at)


_PRESSES: Mapping[str, Press] = {
    "stop_tickets": Press(
        lambda office, _desk, by, at: commands.stop_tickets(office, by=by, at=at),
        _("No more tickets are given out here today. You can take that back at any time."),
    ),
    "give_tickets": Press(
        lambda office, _desk, by, at: commands.give_tickets_again(office, by=by, at=at),
        _("Tickets are given out again."),
    ),
    "serve_everybody": Press(
        _at_desk(commands.serve_everybody_today),
        _("For the rest of today this desk calls everybody in turn."),
    ),
    "small_matters": Press(
        _at_desk(commands.small_matters_today),
        _("For the rest of today this desk calls small matters first."),
    ),
    "keep_nobody": Press(
        lambda office, _desk, by, at: commands.keep_nobody_back_today(office.pk, by=by, at=at),
        _("For the rest of today specialists call everybody in turn."),
    ),
    "move": Press(
        _move, _("This desk calls these people first. You can take that back at any time.")
    ),
    "move_back": Press(_at_desk(commands.move_back), _("This desk calls everybody in turn again.")),
    "usual_rule": Press(
        lambda office, _desk, by, at: commands.usual_rule_again(office.pk, by=by, at=at),
        _("The usual rule for calling holds again."),
    ),
}
