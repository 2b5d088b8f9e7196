"""Whether somebody has to prove to be human, and where."""

from datetime import datetime
from typing import TypedDict

from django.http import HttpRequest
from django.urls import reverse

from anlauf.api.munich import doors
from anlauf.core.limits import SEARCHES


class Details(TypedDict):
    """What the component asks before it shows a box to tick."""

    siteKey: str
    captchaChallenge: str
    captchaVerify: str
    captchaEnabled: bool


def asked() -> bool:
    """Tell whether a proof is asked for: limits for networks and mailboxes do without."""
    return False


@doors.answers("GET", SEARCHES)
def details(request: HttpRequest, at: datetime) -> Details:
    """Where a proof would be had."""
    base = request.build_absolute_uri(reverse("munich:root"))
    return {
        "siteKey": "",
        "captchaChallenge": f"{base}captcha-challenge/",
        "captchaVerify": f"{base}captcha-verify/",
        "captchaEnabled": asked(),
    }
