"""I am here: today's digits from the entrance check in, on one's own phone."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core.limits import Limit
from anlauf.core.refusal import Refused
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.web.citizen.views import appointment as own_page
from anlauf.web.citizen.views.offices import known_office
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.inputs import CodeInput
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request

DOORS = Limit("arrivals at a door", 60)
LONGEST = 40
WRONG = 422


class DoorForm(forms.Form):
    """One's own code, and the digits of the door, which the square on it brings along."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Eight letters and digits, from your letter or your number's page."),
        max_length=LONGEST,
        widget=CodeInput(),
        error_messages={"required": _("Enter your code.")},
    )
    door = forms.CharField(
        label=_("Today's five digits from the entrance"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}),
        error_messages={"required": _("Enter the digits that stand at the entrance.")},
    )


@never_cache
@require_POST
@public
@crowd.limited(DOORS)
def here(request: Request, key: str) -> HttpResponse:
    """Whoever keeps this appointment has come."""
    found = own_page.owned(request, key)
    digits = request.POST.get("digits", "")[:LONGEST]
    try:
        visit = commands.arrive_by_door(
            found.code, found.day.office_id, digits, by=request.actor, at=request.at
        )
    except Refused as refusal:
        return own_page.shown(request, found, key=key, refusal=refusal)
    return redirect("display:visit", floor.visit_key(visit.appointment))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@crowd.limited(DOORS)
def door(request: Request, office: str) -> HttpResponse:
    """The page behind the square at the entrance: who has come."""
    row = known_office(office)
    if not floor.arrival_policy(row.pk, floor.today(request.at)).door_code:
        raise commands.NoDoorCode
    initial = {"door": request.GET.get("door", "")[:LONGEST]}
    form = DoorForm(request.POST or None, initial=initial)
    status = WRONG if request.method == "POST" else 200
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            visit = commands.arrive_by_door(
                said["code"], row.pk, said["door"], by=request.actor, at=request.at
            )
            return redirect("display:visit", floor.visit_key(visit.appointment))
    return render(request, "citizen/door.html", {"office": row, "form": form}, status=status)
