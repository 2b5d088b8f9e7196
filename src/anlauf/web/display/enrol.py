"""A device is set up: its code is typed once, and from then on the browser has a key."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anlauf.core import limits
from anlauf.people import commands
from anlauf.people.queries import Device
from anlauf.people.states import DeviceKind
from anlauf.web.common import device_key
from anlauf.web.common.guards import public
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request, origin


class CodeForm(forms.Form):
    """The code that the device monitor has told."""

    code = forms.CharField(
        label=_("Code of the device"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


@never_cache
@public
def device(request: Request) -> HttpResponse:
    """Where every device begins: ask for its code, or send it to where it belongs."""
    code = request.GET.get("code", "")[:40]
    known = device_key.device_of(request)
    if known is not None and not code and request.method != "POST":
        return redirect(_home(known))

    form = CodeForm(request.POST or None, initial={"code": code})
    if form.is_valid():
        with refused_into(form, "code"):
            limits.check_network(limits.LOOKUPS, origin(request), at=request.at)
            device, key = commands.enrol_device(form.cleaned_data["code"], at=request.at)
            response = redirect(_home(device))
            device_key.keep(response, key)
            return response

    return render(request, "kiosk/device.html", {"form": form, "known": known})


@require_safe
@never_cache
@public
def here(request: Request) -> HttpResponse:
    """A device that waits says that it is there; one that was locked out learns so."""
    known = device_key.device_of(request)
    return HttpResponse(status=403 if known is None else 204)


def _home(device: Device) -> str:
    name = "display:kiosk" if device.kind == DeviceKind.KIOSK else "display:board"
    return reverse(name, args=[device.office.key])
