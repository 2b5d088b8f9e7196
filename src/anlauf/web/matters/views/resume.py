"""Come back: with the number and the date of birth, or with a link sent to a mailbox."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anlauf.cases import commands, queries
from anlauf.cases.queries import Form
from anlauf.core import limits
from anlauf.core.links import link
from anlauf.core.refusal import Refused
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request, origin
from anlauf.web.matters import entry
from anlauf.web.matters.opened import way_of
from anlauf.web.matters.resume_form import MailboxForm, NumberForm

WRONG = 422


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@crowd.limited(limits.LOOKUPS)
def resume(request: Request) -> HttpResponse:
    """Ask for the number and the date of birth: they open a form, or the case it became."""
    form = NumberForm(request.POST or None, label_suffix="")
    status = WRONG
    if form.is_valid():
        code, born = form.cleaned_data["code"], form.cleaned_data["born"]
        try:
            found = entry.form_or_case(code, born, origin=origin(request), at=request.at)
            return redirect(_page(found, request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
    context = {"form": form}
    return render(request, "matters/resume.html", context, status=status if form.errors else 200)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def keep(request: Request, key: str) -> HttpResponse:
    """Go on another time: the code to write down or print, and the link by mail."""
    way = way_of(request, key)
    form = MailboxForm(request.POST or None, label_suffix="")
    sent = ""
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            commands.send_link(way.form.intake, email, by=request.actor, at=request.at)
            sent, form = email, MailboxForm(label_suffix="")
        except Refused as refusal:
            form.add_error("email", str(refusal))
    context = {
        "way": way,
        "key": key,
        "kind": way.form.intake.kind,
        "code": queries.form_code(way.form.intake.uid),
        "address": link(reverse("matters:resume")),
        "form": form,
        "sent": sent,
    }
    return render(request, "matters/keep.html", context, status=WRONG if form.errors else 200)


def _page(found: Form | queries.Case, request: Request) -> str:
    if isinstance(found, Form):
        return reverse("matters:go_on", args=[queries.form_key(found.intake.uid)])
    return reverse("matters:status", args=[entry.word(found, at=request.at)])
