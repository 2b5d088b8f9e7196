"""What is about to go wrong, what one can do about it, and what was done about the last ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from anlauf.evaluation import commands, queries
from anlauf.evaluation.alert_words import Told, told
from anlauf.evaluation.queries import Alert, Followed
from anlauf.people import commands as people
from anlauf.people.roles import Right
from anlauf.web.common.guards import NotYours, needs_somewhere
from anlauf.web.common.refused import told as answered
from anlauf.web.common.requests import Request
from anlauf.web.steering.alert_forms import MailboxForm

STEPS: Mapping[str, Promise] = {
    "evaluation.alert_raised": gettext_lazy("Raised"),
    "evaluation.alert_in_hand": gettext_lazy("Taken in hand"),
    "evaluation.alert_given_back": gettext_lazy("Given back"),
    "evaluation.alert_back": gettext_lazy("There again"),
    "evaluation.alert_over": gettext_lazy("Over: its reason has gone"),
}


@dataclass(frozen=True)
class Step:
    """What happened to an alert."""

    words: str | Promise
    at: datetime
    by: str


@dataclass(frozen=True)
class Shown:
    """An alert with its words, and what happened to it."""

    row: Alert
    told: Told
    steps: Sequence[Step]

    @property
    def keeper(self) -> str:
        """Who took it in hand last."""
        return next((step.by for step in reversed(self.steps) if step.by), "")


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def alerts(request: Request) -> HttpResponse:
    """What is open, what is over, and where letters go."""
    offices = request.access.offices(Right.SEE_OFFICE)
    page = {
        "shown": [_shown(one) for one in queries.open_alerts(offices)],
        "past": [_shown(one) for one in queries.past_alerts(offices, at=request.at)],
        "form": MailboxForm(initial={"mailbox": request.person.email if request.person else ""}),
    }
    return render(request, "steering/alerts.html", page)


@require_POST
@needs_somewhere(Right.SEE_OFFICE)
def take(request: Request, number: int) -> HttpResponse:
    """Look after it."""
    _mine(request, number)
    with answered(request, _("The others see now that you look after it.")):
        commands.take_in_hand(number, by=request.actor, at=request.at)
    return redirect("steering:alerts")


@require_POST
@needs_somewhere(Right.SEE_OFFICE)
def give_back(request: Request, number: int) -> HttpResponse:
    """Look after it no longer."""
    _mine(request, number)
    with answered(request, _("The alert is open to everybody again.")):
        commands.give_back(number, by=request.actor, at=request.at)
    return redirect("steering:alerts")


@require_POST
@needs_somewhere(Right.SEE_OFFICE)
def mailbox(request: Request) -> HttpResponse:
    """Where letters to somebody who works here go; empty for nowhere."""
    form = MailboxForm(request.POST)
    if request.person and form.is_valid():
        people.change_mailbox(
            request.person, form.cleaned_data["mailbox"], by=request.actor, at=request.at
        )
        messages.success(request, _("Saved."))
        return redirect("steering:alerts")
    return render(request, "steering/alert_mailbox.html", {"form": form})


def _mine(request: Request, number: int) -> None:
    alert = queries.alert(number)
    if not request.access.may(Right.SEE_OFFICE, office=alert.office_id):
        raise NotYours


def _shown(one: Followed) -> Shown:
    steps = [Step(STEPS[step.verb], step.at, step.by) for step in one.steps if step.verb in STEPS]
    return Shown(one.alert, told(one.alert.kind, one.alert.office, one.alert.facts), steps)
