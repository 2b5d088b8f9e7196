"""The certificate for the time until the decision, to print and hand out at a desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST

from anlauf.cases import commands
from anlauf.cases.queries import Case, Certificate
from anlauf.core.links import link
from anlauf.core.refusal import Refused
from anlauf.web.casework.door import to_case, works_on_case
from anlauf.web.common.requests import Request

_OFFICIAL = "de"


@require_POST
@works_on_case
def certificate(request: Request, case: Case) -> HttpResponse:
    """Print it: in the official language, and below in the person's own; each print is noted."""
    try:
        found = commands.print_certificate(case, by=request.actor, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_case(case, "person")
    return _sheet(request, found)


def _sheet(request: Request, found: Certificate) -> HttpResponse:
    case = found.case
    own = "" if case.language == _OFFICIAL else case.language
    context = {
        "certificate": found,
        "case": case,
        "office": case.office,
        "address": link(reverse("matters:certificate")),
        "own": own,
    }
    with translation.override(_OFFICIAL):
        return render(request, "casework/certificate.html", context)
