"""The mailbox of the demo: every letter the city would have sent, for anybody to read."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from anlauf.core import queries
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request


@public
def mailbox(request: Request) -> HttpResponse:
    """The latest letters, or those to one address."""
    to = request.GET.get("to", "").replace("\0", "").strip()[:254]
    return render(
        request, "demo/mailbox.html", {"letters": queries.latest_letters(to=to), "to": to}
    )


@public
def letter(request: Request, number: int) -> HttpResponse:
    """One letter."""
    found = queries.letter(number)
    if found is None:
        raise Http404
    return render(request, "demo/letter.html", {"letter": found})
