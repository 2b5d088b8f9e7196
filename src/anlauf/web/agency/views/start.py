"""The beginning of every call: what it is about, or which appointment it is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from anlauf.directory import queries as directory
from anlauf.people.roles import Right
from anlauf.web.agency.forms import FindForm
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request

LONGEST_WORDS = 200
MOST_WANTED = 12


@require_safe
@needs_somewhere(Right.BOOK_FOR_OTHERS)
def start(request: Request) -> HttpResponse:
    """Search a service by the caller's words; without words, what is wanted most often."""
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    found = (
        directory.services_matching(words, get_language() or "")
        if words
        else list(directory.services()[:MOST_WANTED])
    )
    context = {"words": words, "found": found, "find_form": FindForm()}
    return render(request, "agency/start.html", context)
