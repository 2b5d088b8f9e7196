"""I already have an appointment: find it by its code."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anlauf.booking.details import details
from anlauf.core import limits
from anlauf.core.refusal import Refused
from anlauf.web.citizen import finding, own
from anlauf.web.citizen.find_form import CodeForm, ContactProofForm
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request, origin

WRONG = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@crowd.limited(limits.LOOKUPS)
def find(request: Request) -> HttpResponse:
    """Ask for the code."""
    form = CodeForm(request.POST or None)
    status = WRONG
    if form.is_valid():
        try:
            found = finding.by_code(
                form.cleaned_data["code"], origin=origin(request), at=request.at
            )
            return redirect("citizen:found", finding.token(found, at=request.at))
        except Refused as refusal:
            form.add_error("code", str(refusal))
            status = refusal.status
    context = {"form": form}
    return render(request, "citizen/find.html", context, status=status if form.errors else 200)


@sensitive_post_parameters("contact")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@crowd.limited(limits.LOOKUPS)
def found(request: Request, word: str) -> HttpResponse:
    """When and where; who also knows the contact left when booking may change it."""
    appointment = finding.by_token(word, at=request.at)
    form = ContactProofForm(request.POST or None)
    status = WRONG
    if form.is_valid():
        try:
            finding.prove(
                appointment,
                form.cleaned_data["contact"],
                origin=origin(request),
                at=request.at,
            )
            return redirect(own.page_of(appointment))
        except Refused as refusal:
            form.add_error("contact", str(refusal))
            status = refusal.status
    context = {
        "form": form,
        "details": details(appointment, get_language() or ""),
        "has_contact": bool(appointment.email or appointment.phone),
    }
    return render(
        request, "citizen/code_found.html", context, status=status if form.errors else 200
    )
