"""How long each service takes at an office; promised visits grow only where they fit."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from anlauf.directory import queries as directory
from anlauf.directory.queries import Offering
from anlauf.engine.grid import TICK_MINUTES
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import plans
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning import changes
from anlauf.web.planning.hours_editor_fields import INPUT

LONGEST = 8 * 60


def _minutes(label: object, least: int) -> forms.IntegerField:
    attributes = {"class": INPUT, "step": TICK_MINUTES}
    return forms.IntegerField(
        label=str(label),
        min_value=least,
        max_value=LONGEST,
        step_size=TICK_MINUTES,
        widget=forms.NumberInput(attrs=attributes),
    )


class DurationForm(forms.Form):
    """Minutes for the first person and for each further one."""

    service = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.fields["minutes"] = _minutes(_("Minutes"), TICK_MINUTES)
        self.fields["further"] = _minutes(_("Each further person"), 0)


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.CHANGE_HOURS)
def durations(request: Request, office: Office) -> HttpResponse:
    """All services of the office; one is changed at a time."""
    offered = directory.offerings_at(office.pk)
    form = _sent(request)
    if form is not None and form.is_valid():
        known = form.cleaned_data
        if known["service"] in {row.service_id for row in offered}:
            plan = plans.duration(
                office.pk, known["service"], minutes=known["minutes"], further=known["further"]
            )
            return changes.asked(request, office, plan)

    rows = [(row.service, _form(row, form)) for row in offered]
    return render(request, "planning/durations.html", {"office": office, "rows": rows})


def _sent(request: Request) -> DurationForm | None:
    if request.method != "POST":
        return None
    return DurationForm(request.POST, prefix=request.POST.get("which", ""))


def _form(row: Offering, sent: DurationForm | None) -> DurationForm:
    prefix = f"s{row.service_id}"
    if sent is not None and sent.prefix == prefix:
        return sent
    initial = {
        "service": row.service_id,
        "minutes": row.minutes,
        "further": row.minutes_further,
    }
    return DurationForm(initial=initial, prefix=prefix)
