"""Nobody takes all the times: limits for views, and the page that asks for a moment's patience."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from anlauf.booking import commands
from anlauf.core import challenges, limits
from anlauf.core.challenges import Proof, Wait
from anlauf.core.limits import Limit
from anlauf.core.refusal import Invalid
from anlauf.web.common.requests import Request, origin

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]

_SALT = "anlauf.moment"
_LEFT_OUT = frozenset({"csrfmiddlewaretoken", "solution", "ticket"})


@dataclass(frozen=True)
class Pressed:
    """A button that was pressed too early: where, what it said, and the wait it has to serve."""

    address: str
    said: Mapping[str, str]
    wait: Wait


def limited(limit: Limit) -> Callable[[View[P]], View[P]]:
    """Count for the network whatever reaches this view; stands below the view's guard."""

    def counted(view: View[P]) -> View[P]:
        @wraps(view)
        def inner(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            count(limit, request)
            return view(request, *args, **kwargs)

        return inner

    return counted


def count(limit: Limit, request: Request) -> None:
    """Count for the network this request comes from, where a view counts only some of them."""
    limits.check_network(limit, origin(request), at=request.at)


def let_through(request: Request, request_key: UUID) -> str:
    """The network of somebody who may hold a time now; others are asked for a moment's patience."""
    proof = Proof(request.POST.get("solution", ""), request.POST.get("ticket", ""))
    asker = commands.Asker(origin(request), request_key, proof)
    return commands.let_through(asker, at=request.at)


def patience(request: HttpRequest, *, at: datetime) -> str:
    """The page that lets a machine work or a person wait, and then presses the button again."""
    network = limits.network(origin(request))
    before = challenges.still_waits(request.POST.get("ticket", ""), at=at)
    wait = before or challenges.wait(network, at=at)
    said = {name: word for name, word in request.POST.items() if name not in _LEFT_OUT}
    words = [request.get_full_path(), said, wait.ticket]
    return reverse("common:one_moment", args=[signing.dumps(words, salt=_SALT, compress=True)])


def pressed(word: str) -> Pressed:
    """What stands in the address of that page; raises Invalid when it is not from us."""
    try:
        address, said, ticket = signing.loads(word, salt=_SALT)
    except signing.BadSignature:
        raise Invalid from None
    return Pressed(address, said, challenges.opened(ticket))
