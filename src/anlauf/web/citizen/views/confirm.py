"""The page behind the link in a letter: whoever has it owns the mailbox, and confirms."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.details import details
from anlauf.booking.states import Purpose
from anlauf.web.citizen import ended, kept, own
from anlauf.web.citizen.journey import Journey
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def confirm(request: Request, key: str) -> HttpResponse:
    """Is this your appointment? Looking changes nothing, for programs open letters, too."""
    found = booking.appointment_by_key(key, Purpose.CONFIRM, at=request.at)
    if found.booked_at is not None:
        return redirect(own.page_of(found))
    if kept.left(found, at=request.at) <= kept.NO_TIME:
        return ended.letter_too_late(request, found)
    if request.method == "POST":
        try:
            booked = commands.confirm_mail_of_both(found, by=request.actor, at=request.at)
            return redirect(f"{own.page_of(booked)}?just=booked")
        except commands.HoldEnded:
            return ended.letter_too_late(request, found)
        except commands.TooManyForYou as refusal:
            return ended.too_many_of_yours(request, refusal, mailbox=found.email)

    after = booking.waits_along(found, at=request.at)
    context = {
        "after": after and details(after, get_language() or ""),
        "appointment": found,
        "details": details(found, get_language() or ""),
        "key": key,
        "kept": kept.of(request, Journey(), without=[found, after]),
    }
    return render(request, "citizen/confirm.html", context)
