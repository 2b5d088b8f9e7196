"""Answers that are wire shapes already; the framework would look through each of them once more."""

from collections.abc import Sequence

from django.http import HttpResponse
from ninja import Schema
from pydantic import TypeAdapter

from anlauf.api.schemas import TimeOut

_JSON = "application/json; charset=utf-8"
_TIMES = TypeAdapter(Sequence[TimeOut])


def answers(shapes: Sequence[TimeOut]) -> HttpResponse:
    """Many times as a response."""
    return HttpResponse(_TIMES.dump_json(shapes), content_type=_JSON)


def answer(shape: Schema, *, status: int = 200) -> HttpResponse:
    """The shape as a response."""
    return HttpResponse(shape.model_dump_json(), status=status, content_type=_JSON)
