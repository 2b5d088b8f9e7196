"""Limits for programs that act for citizens: a program with a key of its own answers for itself."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from django.http import HttpRequest

from anlauf.api.doors import caller
from anlauf.booking import commands
from anlauf.core import clock, limits
from anlauf.core.challenges import Proof
from anlauf.core.limits import Limit

P = ParamSpec("P")
Answer = TypeVar("Answer")
Operation = Callable[Concatenate[HttpRequest, P], Answer]


def let_through(request: HttpRequest, request_key: UUID, solution: str, *, at: datetime) -> str:
    """The network of somebody who may hold a time now."""
    if caller(request).program is not None:
        return ""
    asker = commands.Asker(_origin(request), request_key, Proof(solution))
    return commands.let_through(asker, at=at)


def network(request: HttpRequest) -> str:
    """The network of somebody who asks for themselves."""
    return "" if caller(request).program is not None else limits.network(_origin(request))


def limited(limit: Limit) -> Callable[[Operation[P, Answer]], Operation[P, Answer]]:
    """Count for the network whatever reaches this operation; stands below `open_to_all`."""

    def counted(operation: Operation[P, Answer]) -> Operation[P, Answer]:
        @wraps(operation)
        def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
            if caller(request).program is None:
                limits.check_network(limit, _origin(request), at=clock.now())
            return operation(request, *args, **kwargs)

        return cast(Operation[P, Answer], inner)

    return counted


def _origin(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
