"""Answers that are wire shapes already; the framework would look through each of them once more."""

from django.http import HttpResponse
from ninja import Schema


def answer(shape: Schema, *, status: int = 200) -> HttpResponse:
    """The shape as a response."""
    return HttpResponse(
        shape.model_dump_json(), status=status, content_type="application/json; charset=utf-8"
    )
