"""The part for people who are logged in: there is no login service here, so nobody is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from anlauf.api.doors import open_to_all
from anlauf.api.munich import errors


@open_to_all
@csrf_exempt
def nobody(request: HttpRequest) -> HttpResponse:
    """Say that whatever is asked here asks for a login."""
    return errors.answer(["unauthorized"])


@open_to_all
@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Say in this interface's own way that there is nothing here."""
    return errors.answer(["notFound"])
