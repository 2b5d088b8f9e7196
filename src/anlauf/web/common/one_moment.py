"""While many look for a time: a machine works a second, or a person waits some, then it goes on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anlauf.core import challenges
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request


@never_cache
@require_safe
@public
def one_moment(request: Request, word: str) -> HttpResponse:
    """The button somebody pressed, to be pressed again when the task is solved or the wait over."""
    pressed = crowd.pressed(word)
    left = (pressed.wait.until - request.at).total_seconds()
    context = {
        "pressed": pressed,
        "task": challenges.task(at=request.at),
        "seconds": max(0, round(left)),
    }
    return render(request, "common/one_moment.html", context)
