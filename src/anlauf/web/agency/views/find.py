"""Which appointment is it? By its code, or by a name; asked by post, so no address tells either."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anlauf.booking import queries as booking
from anlauf.engine import codes
from anlauf.people.roles import Right
from anlauf.web.agency.forms import FindForm
from anlauf.web.agency.scope import Scope
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def find(request: Request) -> HttpResponse:
    """A code leads straight to its appointment, a name to all it might be."""
    scope = Scope(request.access)
    form = FindForm(request.POST or None)
    found = None
    if form.is_valid():
        words = form.cleaned_data["words"]
        if _is_code(words):
            with refused_into(form, "words"):
                appointment = booking.appointment_by_code(words)
                scope.check(appointment)
                return redirect("agency:appointment", appointment.pk)
        else:
            offices = [office.pk for office in scope.offices()]
            found = booking.appointments_named(
                words, offices, form.cleaned_data["day"], at=request.at
            )

    context = {"find_form": form, "form": form, "found": found}
    return render(request, "agency/find.html", context, status=422 if form.errors else 200)


def _is_code(words: str) -> bool:
    """Tell whether the words are a code, slips of the ear and of the hand aside."""
    try:
        codes.normalise(words)
    except codes.NotACode:
        return False
    return True
