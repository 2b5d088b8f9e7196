"""Every error as `application/problem+json` (RFC 9457): a status, a code and a sentence."""

import json
from collections.abc import Iterable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from anlauf.api import faults
from anlauf.api.instead import Elsewhere
from anlauf.api.schemas import TimeOut
from anlauf.core.refusal import Refused


class Fault(Schema):
    """One wrong field."""

    field: str
    says: str


class Problem(Schema):
    """What went wrong, for programs (`code`) and for people (`detail`), and what to do instead."""

    status: int
    code: str
    detail: str
    faults: list[Fault] = []
    instead: list[TimeOut] = []


def answer(problem: Problem) -> HttpResponse:
    """The problem as a response."""
    return HttpResponse(
        json.dumps(problem.model_dump(mode="json"), ensure_ascii=False),
        status=problem.status,
        content_type="application/problem+json",
    )


def speak_problems(api: NinjaAPI) -> None:
    """Let the API answer refusals, wrong fields and broken bodies as problems."""
    api.exception_handler(Refused)(_refused)
    api.exception_handler(Elsewhere)(_elsewhere)
    api.exception_handler(ValidationError)(_invalid)
    api.exception_handler(HttpError)(_broken)
    api.exception_handler(RequestDataTooBig)(_too_big)


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    problem = Problem(status=refusal.status, code=refusal.code, detail=str(refusal))
    response = answer(problem)
    for name, value in refusal.headers.items():
        response[name] = value
    return response


def _elsewhere(request: HttpRequest, error: Elsewhere) -> HttpResponse:
    no = error.refusal
    return answer(Problem(status=no.status, code=no.code, detail=str(no), instead=error.times))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = [Fault(field=_field(fault["loc"]), says=faults.said(fault)) for fault in error.errors]
    detail = _("Some fields are missing or wrong. The list names each of them.")
    return answer(Problem(status=422, code="invalid", detail=detail, faults=found))


def _broken(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:  # the framework's word for unreadable bodies
        detail = _("The request could not be read. Maybe the body is not valid JSON?")
    else:
        detail = str(error)
    return answer(Problem(status=error.status_code, code="unreadable", detail=detail))


def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    detail = _("This is too long. Please send less at once.")
    return answer(Problem(status=413, code="too_big", detail=detail))


def _field(path: Iterable[str | int]) -> str:
    where, *steps = path
    if where == "body" or _grouped(steps):
        steps = steps[1:]  # what the endpoint calls the whole of them
    return ".".join(str(step) for step in steps) or "body"


def _grouped(steps: list[str | int]) -> bool:
    """Tell whether the first step names a group of fields: a field of its name follows."""
    return len(steps) > 1 and isinstance(steps[1], str)
