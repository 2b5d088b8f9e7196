"""Proof of being human, asked for while very many people look for a time.

The component solves a task before it looks for times, shows the solution here, and carries the
token it gets to its reservations. A token is good for some minutes, a few reservations, and the
network it was given to.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from anlauf.api.munich import asked, doors
from anlauf.api.munich.errors import Faulty
from anlauf.booking.commands import rush
from anlauf.core import challenges, limits
from anlauf.core.challenges import Proof
from anlauf.core.keys import blinded
from anlauf.core.limits import SEARCHES, STEPS

_VALID = timedelta(minutes=10)
_RESERVATIONS = 5
_PARTS = 3
_HEADER = {"alg": "HS256", "typ": "JWT"}


@doors.answers("GET", SEARCHES)
def details(request: HttpRequest, at: datetime) -> dict[str, object]:
    """Whether a proof is asked for at this moment, and where it is had."""
    base = request.build_absolute_uri(reverse("munich:root"))
    return {
        "siteKey": "",
        "captchaChallenge": f"{base}captcha-challenge/",
        "captchaVerify": f"{base}captcha-verify/",
        "captchaEnabled": rush.is_crowded(doors.network(request), at=at),
    }


@doors.answers("GET", SEARCHES)
def challenge(request: HttpRequest, at: datetime) -> dict[str, object]:
    """A task for the component's widget."""
    return challenges.task(at=at)


@doors.answers("POST", STEPS)
def verify(request: HttpRequest, at: datetime) -> dict[str, object]:
    """A token for a task that was solved; each solution counts once."""
    network = doors.network(request)
    if not challenges.passed(Proof(asked.body(request).text("payload")), network, at=at):
        return {"meta": {"success": False, "error": "invalid"}, "data": {"valid": False}}
    return {"meta": {"success": True}, "data": {"valid": True}, "token": token(network, at=at)}


def token(network: str, *, at: datetime) -> str:
    """A token for this network, in the form in which the component reads when it ends."""
    said = {
        "exp": int((at + _VALID).timestamp()),
        "jti": get_random_string(22),
        "network": blinded("captcha", network),
    }
    words = f"{_written(_HEADER)}.{_written(said)}"
    return f"{words}.{_signature(words)}"


def admit(shown: str, network: str, *, at: datetime) -> None:
    """Take a token for one reservation more, or say what is wrong with it."""
    if not shown:
        raise Faulty("captchaMissing")
    said = _read(shown)
    if said.get("network") != blinded("captcha", network):
        raise Faulty("captchaInvalid")
    ends = said.get("exp")
    if not isinstance(ends, int) or ends <= at.timestamp():
        raise Faulty("captchaExpired")
    if not limits.allow(f"captcha:{said.get('jti')}", _RESERVATIONS, 2 * _VALID, at=at):
        raise Faulty("captchaExpired")


def _read(shown: str) -> Mapping[str, object]:
    """What stands in a token of ours."""
    words, _dot, signature = shown.rpartition(".")
    if shown.count(".") != _PARTS - 1 or not constant_time_compare(signature, _signature(words)):
        raise Faulty("captchaInvalid")
    try:
        said = json.loads(base64.urlsafe_b64decode(f"{words.partition('.')[2]}=="))
    except (binascii.Error, ValueError):
        raise Faulty("captchaInvalid") from None
    return said if isinstance(said, dict) else {}


def _written(said: Mapping[str, object]) -> str:
    return _letters(json.dumps(said, separators=(",", ":")).encode())


def _signature(words: str) -> str:
    return _letters(salted_hmac("anlauf.captcha", words, algorithm="sha256").digest())


def _letters(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
