"""How a no is said: in the form it answers, or on a page of its own with a next step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from anlauf.booking.commands import ChallengeRequired
from anlauf.core.refusal import Refused
from anlauf.web.common import crowd


@dataclass(frozen=True)
class IntoForm:
    """A block whose refusals end up in a form; a class, so that types know they end there."""

    form: BaseForm
    field: str | None

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Keep a refusal as an error of the form; anything else rises."""
        if not isinstance(error, Refused):
            return False
        self.form.add_error(self.field, str(error))
        return True


def refused_into(form: BaseForm, field: str | None = None) -> IntoForm:
    """Turn a refusal inside the block into an error of the form, so that the page asks again."""
    return IntoForm(form, field)


@contextmanager
def told(request: HttpRequest, success: str = "") -> Iterator[None]:
    """Say on the page that follows what came of the block: done, or why not."""
    try:
        yield
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if success:
            messages.success(request, success)


class RefusalPages:
    """Answers a refusal that no form took with a page of the refusal's own status."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; Django calls `process_exception` when the view raises."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say the refusal's sentence; anything else rises."""
        if not isinstance(error, Refused):
            return None
        if isinstance(error, ChallengeRequired):
            return redirect(crowd.patience(request, at=request.at))  # type: ignore[attr-defined]
        part = "part" if request.headers.get("HX-Request") else "page"
        response = render(
            request,
            f"errors/refused_{part}.html",
            {"refusal": error, "sentence": str(error)},
            status=error.status,
        )
        for name, value in error.headers.items():
            response[name] = value
        return response
