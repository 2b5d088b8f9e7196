"""The pages for what went wrong, in the same look and with a next step."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself cannot be understood, or is too big to read."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Somebody may not do this."""
    return render(request, "errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """There is nothing at this address."""
    return render(request, "errors/404.html", status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form was open too long, or was not ours."""
    return render(request, "errors/expired.html", status=403)


def server_error(request: HttpRequest) -> HttpResponseServerError:  # noqa: ARG001
    """A fault of ours. The page reads no row, because the database may be what is missing."""
    return HttpResponseServerError(render_to_string("errors/500.html"))
