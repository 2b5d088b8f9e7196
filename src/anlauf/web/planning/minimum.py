"""How many clerks must be at an office while it is open: from when on, and what less costs."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core.refusal import Unknown
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.web.common.guards import at_office
from anlauf.web.common.refused import refused_into, told
from anlauf.web.common.requests import Request
from anlauf.web.planning.hours_editor_fields import INPUT, date_field

MOST = 20


class MinimumForm(forms.Form):
    """How many, and from when on."""

    clerks = forms.IntegerField(
        label=gettext_lazy("Clerks who must be there"),
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput({"class": INPUT}),
    )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.fields["since"] = date_field(_("From this day on"), required=True)


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.PLAN)
def minimum(request: Request, office: Office) -> HttpResponse:
    """What holds, what was said, and the form."""
    today = staffing.today(request.at)
    form = MinimumForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            commands.set_minimum(
                office.pk, said["clerks"], said["since"], by=request.actor, at=request.at
            )
            messages.success(
                request, _("It holds for plans that are made from now on. You can take it back.")
            )
            return redirect("planning:minimum", office.key)
    above, below = staffing.price_of_missing()
    page = {
        "office": office,
        "form": form,
        "now": staffing.minimum_on(office.pk, today),
        "rows": staffing.minimums_of(office.pk),
        "today": today,
        "above": above,
        "below": below,
    }
    status = 422 if form.errors else 200
    return render(request, "planning/minimum.html", page, status=status)


@require_POST
@at_office(Right.PLAN)
def minimum_back(request: Request, office: Office, on: str) -> HttpResponse:
    """Take one back."""
    since = _date(on)
    with told(request, _("It is taken back. What held before goes on.")):
        commands.drop_minimum(office.pk, since, by=request.actor, at=request.at)
    return redirect("planning:minimum", office.key)


def _date(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Unknown from None
