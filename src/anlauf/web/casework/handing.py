"""Somebody is ill or on leave: all of their open cases go to a colleague at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from anlauf.cases import commands
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.casework.forms import HandOverForm
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.LEAD_CASES)
def hand_over(request: Request, office: Office) -> HttpResponse:
    """Choose who is away and who takes over; only cases of this office move."""
    form = HandOverForm(people.case_workers_of(office.pk), request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        to = form.by_number.get(said["to"])
        number = commands.hand_over(
            form.by_number[said["absent"]], to, [office.pk], by=request.actor, at=request.at
        )
        words = ngettext("One case was handed over.", "%(number)s cases were handed over.", number)
        messages.success(request, words % {"number": number})
        return redirect("casework:list", office.key)
    context = {"office": office, "here": "hand_over", "may_lead": True, "form": form}
    return render(request, "casework/hand_over.html", context, status=422 if form.errors else 200)
