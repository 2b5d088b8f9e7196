"""How letters leave, for those who look after it: queues, lines, troubles; and another try."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from anlauf.core import carriers, queries
from anlauf.core.commands import settling
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request
from anlauf.web.planning.letters_words import KINDS


@require_safe
@needs(Right.ADMINISTER)
def letters(request: Request) -> HttpResponse:
    """Each way out of the house, and what reached nobody."""
    ways = [(way, way.oldest_minutes(request.at)) for way in queries.ways_out(at=request.at)]
    found = queries.troubles(at=request.at)
    page = {
        "ways": ways,
        "troubles": [(each, KINDS.get(each.kind, each.kind)) for each in found],
        "doubtful": sum(way.doubtful for way, _oldest in ways),
        "carried": {channel for carrier in carriers.on_duty() for channel in carrier.channels},
    }
    return render(request, "planning/letters.html", page)


@require_POST
@needs(Right.ADMINISTER)
def letters_retry(request: Request) -> HttpResponse:
    """Try everything of this week at once."""
    number = settling.retry(by=request.actor, at=request.at)
    _say(request, number, _("Nothing had to be tried again."))
    return redirect("planning:letters")


@require_POST
@needs(Right.ADMINISTER)
def letters_again(request: Request) -> HttpResponse:
    """Send the doubtful once more, after somebody has looked into the mail server's log."""
    number = settling.send_doubtful_again(by=request.actor, at=request.at)
    _say(request, number, _("No letter was in doubt any more."))
    return redirect("planning:letters")


def _say(request: Request, number: int, nothing: str) -> None:
    some = ngettext(
        "%(number)s letter is sent within seconds.",
        "%(number)s letters are sent within seconds.",
        number,
    )
    messages.success(request, some % {"number": number} if number else nothing)
