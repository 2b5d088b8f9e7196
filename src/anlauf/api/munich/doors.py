"""The door of every operation: its method, its limit, and errors as this interface writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from anlauf.api.doors import open_to_all
from anlauf.api.munich import errors, refusals
from anlauf.api.munich.errors import Faulty
from anlauf.core import clock, limits
from anlauf.core.limits import Limit
from anlauf.core.refusal import Refused

Operation = Callable[[HttpRequest, datetime], object]
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Rate:
    """How often a network has asked of late, as answers say it."""

    limit: Limit
    number: int
    at: datetime

    @property
    def is_too_high(self) -> bool:
        """Tell whether this request was one too many."""
        return self.number > self.limit.most

    def say(self, response: HttpResponse) -> HttpResponse:
        """Put the figures into the answer."""
        resets = self.at + self.limit.per  # at the latest
        response["X-RateLimit-Limit"] = str(self.limit.most)
        response["X-RateLimit-Remaining"] = str(max(0, self.limit.most - self.number))
        response["X-RateLimit-Reset"] = str(int(resets.timestamp()))
        return response


def answers(method: str, limit: Limit) -> Callable[[Operation], View]:
    """Anybody may call this operation by this method, so often."""

    def guard(operation: Operation) -> View:
        @csrf_exempt
        @wraps(operation)
        def door(request: HttpRequest) -> HttpResponse:
            at = clock.now()
            rate = _rate(request, limit, at=at)
            response = _answer(request, method, operation, rate)
            add_never_cache_headers(response)
            return rate.say(response)

        return open_to_all(door)

    return guard


def origin(request: HttpRequest) -> str:
    """Where a request comes from; the server has asked a trusted proxy."""
    return str(request.META.get("REMOTE_ADDR", ""))


def network(request: HttpRequest) -> str:
    """The network a request comes from; empty for this machine."""
    return limits.network(origin(request))


def _answer(request: HttpRequest, method: str, operation: Operation, rate: Rate) -> HttpResponse:
    if rate.is_too_high:
        return errors.answer(["rateLimitExceeded"])
    if request.method != method:
        return errors.answer(["requestMethodNotAllowed"])
    try:
        return JsonResponse(operation(request, rate.at), safe=False)
    except Faulty as faulty:
        return errors.answer(faulty.codes)
    except Refused as refusal:
        return errors.answer([refusals.code(refusal)])
    except OperationalError:
        return errors.answer(["serviceUnavailable"])


def _rate(request: HttpRequest, limit: Limit, *, at: datetime) -> Rate:
    subject = network(request)
    if not subject:
        return Rate(limit, 0, at)
    return Rate(limit, limits.count(f"{limit.kind}:{subject}", limit.per, at=at), at)
