"""The receipt: the number, how long it takes, and the way to the status."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anlauf.cases import queries
from anlauf.core.links import link
from anlauf.web.common import slips
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters import entry, lists
from anlauf.web.matters.opened import today
from anlauf.web.matters.takes import Takes


@never_cache
@require_safe
@public
def received(request: Request, key: str) -> HttpResponse:
    """What was handed in, under which number, and how it goes on."""
    case = entry.case_by(key, at=request.at)
    progress = queries.progress(case)
    address = link(reverse("matters:status", args=[queries.status_key(case)]))
    context = {
        "case": case,
        "key": key,
        "items": [item for item in lists.of_case(case, progress) if item.missing],
        "takes": Takes.more(case, progress, today(request), at=request.at),
        "address": address,
        "image": slips.qr(address),
    }
    return render(request, "matters/received.html", context)
