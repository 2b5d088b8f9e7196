"""What pages need and the interface for programs does not: sessions, log-in, messages, policies.

A program shows its key with every request and reads no HTML; passing by what would find nothing
there is a tenth of what a booking costs. Each class is Django's, or django-csp's, but for that.
"""

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

PROGRAMS = "/api/"
DATA = "application/"

if TYPE_CHECKING:
    Base = MiddlewareMixin
else:
    Base = object


class PagesOnly(Base):
    """Lets requests of programs pass by."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Work for pages as the class behind this one does."""
        if request.path_info.startswith(PROGRAMS):
            return self.get_response(request)
        return super().__call__(request)


class Sessions(PagesOnly, SessionMiddleware):
    """What is remembered from page to page."""


class People(PagesOnly, AuthenticationMiddleware):
    """Who has logged in."""


class Messages(PagesOnly, MessageMiddleware):
    """What the next page says about the last."""


class Policies(CSPMiddleware):
    """What a page may load; data loads nothing, wherever it is asked for."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Set the policy of everything that a browser shows."""
        if response.headers.get("Content-Type", "").startswith(DATA):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer
