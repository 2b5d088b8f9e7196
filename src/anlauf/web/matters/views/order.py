"""Which application comes first: the rules by which every office works, with today's figures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.cases import queries
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request


@require_safe
@public
def order(request: Request) -> HttpResponse:
    """Say it to everybody."""
    return render(request, "matters/order.html", {"leads": queries.policy_at(request.at).leads})
