"""The language of the page, chosen at its top, and what was typed when somebody chooses anew."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from anlauf.web.common.requests import Request

FIELD = "page_language"
A_YEAR = 365 * 24 * 60 * 60
P = ParamSpec("P")
F = TypeVar("F", bound=forms.BaseForm)
Answer = Callable[Concatenate[Request, P], HttpResponse]


def remember(response: HttpResponse, code: str) -> None:
    """Let the browser know the language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


def keeps_words(view: Answer[P]) -> Answer[P]:
    """Answer a form that was sent to change the language in that language."""

    @wraps(view)
    def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        code = _chosen(request)
        if not code:
            return view(request, *args, **kwargs)
        with translation.override(code):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = code
        remember(response, code)
        return response

    return answer


def as_typed(request: Request, form: F) -> F:
    """The form; when only the language is to change, unsent and with every word in its place.

    A question for the language of letters follows the page.
    """
    if _chosen(request):
        form.initial = {
            name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            for name, field in form.fields.items()
            if name != "language"
        } | {"language": _chosen(request)}
        form.is_bound = False
    return form


def _chosen(request: Request) -> str:
    asked = request.POST.get(FIELD, "")
    return asked if asked in dict(settings.LANGUAGES) else ""
