"""The language of the page, chosen at its top, and what was typed when somebody chooses anew."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from anlauf.core.text import also_spoken
from anlauf.web.common.requests import Request

FIELD = "page_language"
_APPLICATIONS = "matters"
_ON_THE_WAY = frozenset(
    {
        *("invitation", "invited", "redeem"),
        *("hold", "address", "without_mail", "release", "confirm"),
        *("appointment", "cancel", "move", "move_confirm", "find", "found", "here"),
    }
)
"""Pages of appointments that somebody with an application meets until the card is picked up."""
_CITIZEN = "citizen"
_OTHERWISE = "en"
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


def spoken_here(request: HttpRequest) -> list[str]:
    """The languages this page can be read in: those on the way of an application have one more."""
    more = settings.LANGUAGES_OF_APPLICATIONS if _is_of_application(request) else []
    return [code for code, _name in [*settings.LANGUAGES, *more]]


def missing_here(request: HttpRequest) -> str:
    """The language somebody chose that this page is not written in; empty if it is."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in also_spoken() and not _is_of_application(request) else ""


class LanguagesOfApplications:
    """Shows pages of applications in a language that only they are written in.

    Whoever chose such a language reads the other pages in English.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; Django calls `process_view` when it knows which page is asked for."""
        return self.respond(request)

    def process_view(self, request: HttpRequest, *_page: object) -> None:
        """Let the page speak the chosen language, as far as it can."""
        code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if code in also_spoken():
            translation.activate(_OTHERWISE if missing_here(request) else code)


def _is_of_application(request: HttpRequest) -> bool:
    page = request.resolver_match
    if page is None:
        return False
    on_the_way = page.app_name == _CITIZEN and page.url_name in _ON_THE_WAY
    return on_the_way or page.app_name == _APPLICATIONS


def _chosen(request: Request) -> str:
    asked = request.POST.get(FIELD, "")
    return asked if asked in spoken_here(request) else ""
