"""The kiosk checks in people with an appointment, by keys on the screen or a reader that types."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from anlauf.core.refusal import Refused
from anlauf.engine import codes
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.people.queries import Office
from anlauf.web.common.guards import kiosk
from anlauf.web.common.requests import Request
from anlauf.web.display.kiosk import shown, spoken

LONGEST = codes.PAYLOAD + 2  # its check character, and a dash


@require_http_methods(["GET", "HEAD", "POST"])
@kiosk
@spoken
def appointment(request: Request, office: Office, language: str) -> HttpResponse:
    """Ask for the code; every key on the screen also works as a button of the form."""
    code = request.POST.get("code", "")[: 4 * LONGEST]
    key = request.POST.get("press")
    if request.method != "POST":
        return _asked(request, office, language, code="")
    if key is not None:
        return _asked(request, office, language, code=pressed(code, key))

    try:
        visit = commands.check_in(code, office.pk, by=request.actor, at=request.at)
    except Refused as refusal:
        return _asked(request, office, language, code=code, refusal=refusal)
    return redirect(
        "display:kiosk_ticket", office.key, language, floor.visit_key(visit.appointment)
    )


def pressed(code: str, key: str) -> str:
    """The code after one key."""
    if key == "back":
        return code[:-1]
    return (code + key)[:LONGEST] if key in codes.ALPHABET else code


def _asked(
    request: Request,
    office: Office,
    language: str,
    *,
    code: str,
    refusal: Refused | None = None,
) -> HttpResponse:
    facts = {
        "language": language,
        "code": code,
        "keys": codes.ALPHABET,
        "longest": LONGEST,
        "refusal": refusal,
    }
    status = 200 if refusal is None else refusal.status
    return shown(request, office, "kiosk/appointment.html", facts, status=status)
