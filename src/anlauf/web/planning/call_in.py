"""Somebody calls: they cannot come today. Who could, what that helps, and one press to do it."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from anlauf.core.refusal import Invalid, Refused, Unknown
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request

_DIGITS = 3


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.STEER_DAY)
def call_in(request: Request, office: Office) -> HttpResponse:
    """Who is expected today; of whoever cannot come, the colleagues who could."""
    today = staffing.today(request.at)
    duties = staffing.duties_on(office.pk, today)
    asked = request.POST.get("who", "") or request.GET.get("who", "")
    duty = next((one for one in duties if one.employee.number == asked), None)
    if request.method == "POST":
        if duty is None:
            raise Unknown
        return _done(request, office, duty.employee.number, today)
    context = {
        "office": office,
        "today": today,
        "duties": duties,
        "duty": duty,
        "stand_ins": staffing.stand_ins(duty) if duty else [],
    }
    return render(request, "planning/call_in.html", context)


class NoNumberOfDays(Invalid):
    """Days that cannot be counted, or more than one call is for."""

    code = "no_number_of_days"
    sentence = gettext_lazy("Please enter for how many days: a number from 1 to %(most)s.")


def _days(said: str) -> int:
    if (
        not said.isdecimal()
        or len(said) > _DIGITS
        or not 1 <= int(said) <= commands.LONGEST_CALL.days
    ):
        raise NoNumberOfDays(most=commands.LONGEST_CALL.days)
    return int(said)


def _done(request: Request, office: Office, who: str, today: date) -> HttpResponse:
    """Write it down, and say where appointments are now in conflict."""
    stand_in = request.POST.get("stand_in", "")
    try:
        last = today + timedelta(days=_days(request.POST.get("days", "1")) - 1)
        done = commands.call_in(who, today, last, stand_in, by=request.actor, at=request.at)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("planning:call_in", office.key)
    messages.success(request, _("It is written down. The times on offer follow."))
    conflicts = sum(len(conflict.codes) for one in done for conflict in one.conflicts)
    if conflicts:
        sentence = ngettext(
            "%(count)s appointment is in conflict. The page of the office shows it.",
            "%(count)s appointments are in conflict. The page of the office shows them.",
            conflicts,
        )
        messages.warning(request, sentence % {"count": conflicts})
    return redirect("planning:today", office.key)
