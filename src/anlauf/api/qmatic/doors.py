"""The door of every operation: who calls, how often, and errors as this interface writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from anlauf.api.doors import Caller, caller, open_to_all
from anlauf.api.qmatic import errors
from anlauf.core import clock, limits
from anlauf.core.limits import Limit
from anlauf.core.refusal import Refused


@dataclass(frozen=True)
class Call:
    """A request with what every operation wants to know of it."""

    request: HttpRequest
    who: Caller
    at: datetime


Operation = Callable[..., object]
View = Callable[..., HttpResponse]


def answers(limit: Limit, *methods: str) -> Callable[[Operation], View]:
    """Anybody may call this operation by these methods, so often; some programs more often."""

    def guard(operation: Operation) -> View:
        @csrf_exempt
        @wraps(operation)
        def door(request: HttpRequest, **parts: str) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            try:
                response = _answer(operation(_call(request, limit), **parts))
            except Refused as refusal:
                # Reasons travel in a header, which holds no more than English does.
                with translation.override("en"):
                    response = errors.answer(refusal)
            add_never_cache_headers(response)
            return response

        return open_to_all(door)

    return guard


def _call(request: HttpRequest, limit: Limit) -> Call:
    at, who = clock.now(), caller(request)
    if who.program is None:
        limits.check_network(limit, str(request.META.get("REMOTE_ADDR", "")), at=at)
    return Call(request, who, at)


def _answer(said: object) -> HttpResponse:
    if said is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return JsonResponse(said, safe=False)
