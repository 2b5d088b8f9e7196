"""Applications that other portals hand in for people, as clients of FIT-Connect deliver them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from ninja import Router, Schema

from anlauf.api.doors import caller, for_programs
from anlauf.api.v1.appointments import REFUSALS
from anlauf.cases.commands.inbox import take_sent
from anlauf.core import clock, limits
from anlauf.core.actors import Actor, Kind
from anlauf.core.refusal import Refused
from anlauf.people.scopes import Scope

router = Router(tags=["applications"])
router.add_decorator(never_cache, mode="view")  # answers carry numbers of cases

MOST_OCTETS = 34_000_000
"""Of a whole request: files of 25 MB altogether, as base64 writes them."""

_OBJECT: dict[str, Any] = {"type": "object"}
_BODY: dict[str, Any] = {
    "type": "object",
    "required": ["metadata", "data"],
    "properties": {
        "metadata": _OBJECT | {"description": "publicServiceType, contentStructure, language"},
        "data": _OBJECT | {"description": "the answers, by the keys of the questions"},
        "attachments": _OBJECT
        | {
            "description": "files in base64, by their attachmentId",
            "additionalProperties": {"type": "string", "format": "byte"},
        },
    },
}


class TooLarge(Refused):
    """More than one submission may carry."""

    code = "submission_too_large"
    status = 413
    sentence = _("This submission is larger than %(megabytes)s MB. Please send smaller files.")


class ReceiptOut(Schema):
    """What became of a submission: the number under which the case is found."""

    submission: UUID
    case: str
    received_at: datetime


@router.put(
    "/submissions/{number}",
    response={200: ReceiptOut, **REFUSALS},
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": _BODY}}}
    },
)
@for_programs
def hand_in(request: HttpRequest, number: UUID) -> ReceiptOut:
    """Hand in an application with its files; the same number again finds the same case.

    Asks for a key with scope `hand_in`. A submission with one bad file is refused as a whole.
    """
    at, program = clock.now(), caller(request).with_scope(Scope.HAND_IN)
    limits.check(limits.SUBMISSIONS, str(program), at=at)
    actor = Actor(Kind.PROGRAM, program)
    case = take_sent(program, number, _body(request), by=actor, at=at)
    return ReceiptOut(submission=number, case=case.code, received_at=case.received_at)


def _body(request: HttpRequest) -> bytes:
    """The whole body, larger than requests of pages may be."""
    content = request.read(MOST_OCTETS + 1)
    if len(content) > MOST_OCTETS:
        raise TooLarge(megabytes=MOST_OCTETS // 1_000_000)
    return content
