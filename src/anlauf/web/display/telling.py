"""Messages to somebody who waits: asked for on their own page or at the kiosk, and stopped."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.booking.values import Contact
from anlauf.core import carriers, limits
from anlauf.core.refusal import Refused
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.people.queries import Office
from anlauf.web.common.guards import kiosk, public
from anlauf.web.common.inputs import PhoneInput
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request, origin
from anlauf.web.display.kiosk import shown, spoken

DIGITS = "123456789+0"
LONGEST_PHONE = 20


class TellForm(forms.Form):
    """Where messages about a number shall go: one of the two."""

    phone = forms.CharField(
        label=gettext_lazy("Mobile number"), max_length=30, required=False, widget=PhoneInput()
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not carriers.sends_sms():
            del self.fields["phone"]

    def contact(self) -> Contact:
        """What was said."""
        said = self.cleaned_data
        return Contact(email=said["email"], phone=said.get("phone", ""))


@sensitive_post_parameters("email", "phone")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def tell(request: Request, key: str) -> HttpResponse:
    """Ask where messages shall go."""
    visit = floor.visit_by_key(key, at=request.at)
    form = TellForm(request.POST or None)
    if form.is_valid():
        with refused_into(form):
            limits.check_network(limits.TICKETS, origin(request), at=request.at)
            commands.tell_me(visit, form.contact(), by=request.actor, at=request.at)
            messages.success(request, _("We write to you when it is nearly your turn."))
            return redirect("display:visit", key)

    facts = {"visit": visit, "key": key, "form": form}
    return render(request, "visit/tell.html", facts, status=422 if form.errors else 200)


@require_POST
@public
def stop(request: Request, key: str) -> HttpResponse:
    """Write no more."""
    visit = floor.visit_by_key(key, at=request.at)
    commands.tell_me_nothing(visit, by=request.actor, at=request.at)
    messages.success(request, _("We write no more, and have deleted where to."))
    return redirect("display:visit", key)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kiosk
@spoken
def phone(request: Request, office: Office, language: str, key: str) -> HttpResponse:
    """Ask for a mobile number at the kiosk; every key also works as a button of the form."""
    visit = floor.visit_by_key(key, at=request.at)
    number = request.POST.get("code", "")[:LONGEST_PHONE]
    press = request.POST.get("press")
    if request.method != "POST" or press is not None:
        return _asked(request, office, language, key, number=pressed(number, press or ""))
    try:
        commands.tell_me(visit, Contact(phone=number), by=request.actor, at=request.at)
    except Refused as refusal:
        return _asked(request, office, language, key, number=number, refusal=refusal)
    return redirect("display:kiosk_ticket", office.key, language, key)


def pressed(number: str, key: str) -> str:
    """The number after one key."""
    if key == "back":
        return number[:-1]
    return (number + key)[:LONGEST_PHONE] if key and key in DIGITS else number


def _asked(
    request: Request,
    office: Office,
    language: str,
    key: str,
    *,
    number: str,
    refusal: Refused | None = None,
) -> HttpResponse:
    facts = {
        "language": language,
        "key": key,
        "number": number,
        "digits": DIGITS,
        "longest": LONGEST_PHONE,
        "refusal": refusal,
    }
    status = 200 if refusal is None else refusal.status
    return shown(request, office, "kiosk/phone.html", facts, status=status)
