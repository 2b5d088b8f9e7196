"""Pages for a time that is no longer kept, or that may not be had, each with the way on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from anlauf.booking import commands
from anlauf.booking.details import details
from anlauf.booking.queries import Appointment, booked_by_mailbox, manage_key
from anlauf.web.citizen import own
from anlauf.web.citizen.journey import Journey
from anlauf.web.common.requests import Request

GONE = 410


def form_too_late(request: Request, appointment: Appointment) -> HttpResponse:
    """The form took longer than the time was kept."""
    return _gone(request, appointment, "citizen/hold_ended.html")


def letter_too_late(request: Request, appointment: Appointment) -> HttpResponse:
    """The letter was opened when the time was no longer kept, or never."""
    return _gone(request, appointment, "citizen/confirm_ended.html")


def too_many(request: Request, refusal: commands.TooManyForYou) -> HttpResponse:
    """A household has as many as it may have; whose they are is not shown to a mere form."""
    return render(request, "citizen/too_many.html", {"refusal": refusal}, status=refusal.status)


def too_many_of_yours(
    request: Request, refusal: commands.TooManyForYou, *, mailbox: str
) -> HttpResponse:
    """The same for somebody whose mailbox is proved: these are the appointments made with it.

    Those of others who share only a number, which proves nothing, are not shown.
    """
    language = get_language() or ""
    theirs = [
        (details(one, language), manage_key(one))
        for one in refusal.living
        if booked_by_mailbox(one, mailbox)
    ]
    context = {"refusal": refusal, "theirs": theirs}
    return render(request, "citizen/too_many.html", context, status=refusal.status)


def _gone(request: Request, appointment: Appointment, template: str) -> HttpResponse:
    again = own.times_like(appointment, Journey.read(request.GET.dict()))
    context = {
        "appointment": appointment,
        "details": details(appointment, get_language() or ""),
        "again": again,
    }
    return render(request, template, context, status=GONE)
