"""Was the proof of an urgent matter shown? Noted at the reception, for the lane's fairness only."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.booking.states import ClaimState
from anlauf.core.refusal import Refused
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request

LARGEST = 2**63 - 1


class ClaimForm(forms.Form):
    """Whose claim, and what became of it."""

    number = forms.IntegerField(min_value=1, max_value=LARGEST)
    state = forms.ChoiceField(choices=[(each, each) for each in ClaimState])


@require_POST
@at_office(Right.RECEIVE)
def judge(request: Request, office: Office) -> HttpResponse:
    """Note it; whether somebody without the proof is served is for people to decide."""
    form = ClaimForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That was not understood. Please choose again."))
        return redirect("counter:reception", office.key)
    state = ClaimState(form.cleaned_data["state"])
    try:
        commands.judge_claim(
            _here(form.cleaned_data["number"], office), state, by=request.actor, at=request.at
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(state))
    return redirect("counter:reception", office.key)


def _here(number: int, office: Office) -> Appointment:
    found = booking.appointment_by_number(number)
    if found.day.office_id != office.pk:
        raise booking.UnknownAppointment
    return found


def _said(state: ClaimState) -> str:
    if state == ClaimState.PROVED:
        return _("Noted: the proof was shown.")
    return _("Noted: the proof was not shown. Whether they are served is your decision.")
