"""One matter: what to read out, and the times to offer; a press on one holds it."""

from dataclasses import replace
from uuid import UUID, uuid4, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.queries import UrgencyRule
from anlauf.core.links import link
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.people.roles import Right
from anlauf.web.agency import times
from anlauf.web.agency.asked import Asked
from anlauf.web.agency.call import Call, urgent
from anlauf.web.agency.scope import Scope
from anlauf.web.common.chosen import Chosen, NoSuchTime
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_date

CENTS = 100


@require_safe
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def service(request: Request, service: str) -> HttpResponse:
    """What to bring, what it costs, who is competent, and when they may come."""
    return _shown(request, _call(request, service))


@require_POST
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def hold(request: Request, service: str) -> HttpResponse:
    """Keep the time while the name is asked; if it is gone, say so above those that are left."""
    call = _call(request, service)
    try:
        chosen = Chosen.read(request.POST.get("time") or request.POST.get("urgent", ""))
        wish = call.wish(chosen, get_language() or "")
        key = request_key(request.POST.get("request", ""), chosen)
        if "urgent" in request.POST:
            wish = urgent(wish, _claimed(request, call), call.asked.stated)
            held = commands.hold(wish, request_key=key, by=request.actor, at=request.at)
        else:
            held = times.promised(
                wish,
                lambda one: commands.hold(one, request_key=key, by=request.actor, at=request.at),
            )
    except Refused as refusal:
        return _shown(request, call, refusal=refusal)
    address = reverse("agency:hold", args=[booking.hold_key(held)])
    return redirect(f"{address}?{call.asked.query()}")


def request_key(page: str, chosen: Chosen) -> UUID:
    """The same press on the same page is the same request, however often it is sent."""
    try:
        return uuid5(UUID(page), str(chosen))
    except ValueError as reason:
        raise NoSuchTime from reason


def _call(request: Request, service: str) -> Call:
    return Call.about(service, Asked.read(request.GET.dict()), Scope(request.access))


def _claimed(request: Request, call: Call) -> UrgencyRule | None:
    """The reason chosen in the form, if it counts for this matter today."""
    wanted = call.asked.urgency
    return next((rule for rule in call.reasons(local_date(request.at)) if rule.key == wanted), None)


def _shown(request: Request, call: Call, *, refusal: Refused | None = None) -> HttpResponse:
    today = local_date(request.at)
    context: dict[str, object] = {
        "call": call,
        "fees": [(fee, fee.cents / CENTS) for fee in directory.fees_on(call.service, today)],
        "minutes": sorted({offering.minutes for offering in call.offerings}),
        "districts": list(directory.districts()) if call.by_district else [],
        "reasons": call.reasons(today),
        "claimed": _claimed(request, call),
        "public_page": link(reverse("citizen:service", args=[call.service.key])),
        "request_key": uuid4(),
        "refusal": refusal,
        "today": today,
    }
    try:
        context["times"] = times.shown(
            call.question(), call.searched, call.asked.when, at=request.at
        )
        context["urgent_times"] = _urgent(request, call)
    except Refused as too_many:
        context["refusal"] = refusal or too_many
    status = refusal.status if refusal else 200
    return render(request, "agency/service.html", context, status=status)


def _urgent(request: Request, call: Call) -> tuple[times.Day, ...]:
    """Urgent times, if what the caller claims opens them; a date that does not is said."""
    rule = _claimed(request, call)
    if rule is None or not call.searched:
        return ()
    stated = call.asked.stated if rule.within_days is not None else None
    if rule.within_days is not None and stated is None:
        return ()
    commands.rule_that_holds(rule.pk, stated, call.lines, at=request.at)
    question = replace(call.question(), share=times.URGENT[0])
    return times.earliest(question, call.searched, times.URGENT, at=request.at)
