"""Whether a certificate holds: for employers and authorities who have the paper before them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlauf.cases import queries
from anlauf.core import limits
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters.certificate_form import CertificateForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@crowd.limited(limits.LOOKUPS)
def certificate(request: Request) -> HttpResponse:
    """Ask for the number and the code; tell until when it holds, and nothing else of anybody."""
    form = CertificateForm(request.POST or None, label_suffix="")
    found = None
    if form.is_valid():
        said = form.cleaned_data
        found = queries.certificate_with(said["number"], said["code"], at=request.at)
    context = {"form": form, "found": found, "asked": form.is_valid()}
    status = 422 if form.errors else 200
    return render(request, "matters/certificate.html", context, status=status)
