"""Open data for everybody: a list of the files, and the files with what a cache needs to know."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from anlauf.evaluation import counted, feed, queries
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_date

SECONDS = 3600  # for which a copy may be kept
LIVE_SECONDS = 15


@require_safe
@public
def listed(request: Request) -> HttpResponse:
    """Every figure with its meaning and its files."""
    meanings = counted.everything(local_date(request.at))
    known = {one.figure: one.months for one in queries.open_files()}
    page = {
        "shown": [(one, known.get(key, ())) for key, one in meanings.items()],
        "any": known,
        "live": feed.LIVE,
    }
    return render(request, "steering/open_data.html", page)


@require_safe
@public
def live(request: Request) -> HttpResponse:
    """Who waits where and when the next time is free, with its age."""
    kept = queries.open_file(feed.PATH)
    if kept is None:
        raise Http404
    told = feed.served(bytes(kept.content), kept.made_at, at=request.at)
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = f"public, max-age={LIVE_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@public
def file(request: Request, name: str) -> HttpResponse:
    """One file; whoever has it already is told that it is the same."""
    found = queries.open_file(name)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["ETag"] = f'"{found.digest}"'
    response["Last-Modified"] = http_date(found.made_at.timestamp())
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    again = get_conditional_response(
        request, f'"{found.digest}"', int(found.made_at.timestamp()), response
    )
    return again or response
