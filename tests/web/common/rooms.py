"""A house with one room behind each guard."""

from django.http import HttpResponse
from django.urls import include, path

from anlauf.core.refusal import Refused, Unknown
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common import guards
from anlauf.web.common.requests import Request


class Full(Refused):
    """There is no room left."""

    code = "full"
    sentence = "There is no room for %(name)s."


def who(request: Request) -> HttpResponse:
    return HttpResponse(str(request.actor))


def where(request: Request, office: Office) -> HttpResponse:
    return HttpResponse(office.key)


def full(request: Request) -> HttpResponse:
    raise Full(name="<you>")


def gone(request: Request) -> HttpResponse:
    raise Unknown


def fault(request: Request) -> HttpResponse:
    raise RuntimeError("a fault")


def reads(request: Request) -> HttpResponse:
    return HttpResponse(request.POST.get("word", ""))


urlpatterns = [
    path("", include("anlauf.web.common.urls")),
    path("", include("anlauf.web.planning.urls")),
    path("public/", guards.public(who)),
    path("device/", guards.device(who)),
    path("staff/", guards.staff(who)),
    path("everywhere/", guards.needs(Right.SEE_CITY)(who)),
    path("full/", guards.public(full)),
    path("gone/", guards.public(gone)),
    path("fault/", guards.public(fault)),
    path("reads/", guards.public(reads)),
    path("<slug:office>/", guards.at_office(Right.RECEIVE)(where)),
]
handler400 = "anlauf.web.common.errors.bad_request"
handler403 = "anlauf.web.common.errors.permission_denied"
handler404 = "anlauf.web.common.errors.page_not_found"
handler500 = "anlauf.web.common.errors.server_error"
