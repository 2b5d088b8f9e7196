"""The device monitor for IT: which kiosks and boards there are, and when each was last there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from anlauf.core.links import link
from anlauf.people import commands
from anlauf.people.commands import NewDevice
from anlauf.people.queries import Device, device_by_number, devices, workplace, workplaces
from anlauf.people.roles import Right
from anlauf.people.states import DeviceKind, DeviceState
from anlauf.web.common.guards import needs
from anlauf.web.common.last_heard import last_heard
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request

SILENT = timedelta(minutes=5)
_MINUTE = timedelta(minutes=1)


class DeviceForm(forms.Form):
    """What is known about a device before it is set up."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=DeviceKind.choices)
    office = forms.ChoiceField(label=gettext_lazy("Office"))
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        help_text=gettext_lazy("So that somebody on site finds it: “Entrance, left”."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offices = [(office.key, office.short) for office in workplaces(None)]
        self.fields["office"].choices = offices  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Row:
    """A device as the monitor shows it."""

    device: Device
    state: str  # waiting, well, silent or revoked
    seen: str

    @property
    def label(self) -> Promise:
        """The state in words."""
        return LABELS[self.state]

    @property
    def badge(self) -> str:
        """The kind of badge for it."""
        return BADGES[self.state]


LABELS: dict[str, Promise] = {
    "waiting": gettext_lazy("not set up yet"),
    "well": gettext_lazy("working"),
    "silent": gettext_lazy("silent"),
    "revoked": gettext_lazy("locked out"),
}
BADGES = {"waiting": "info", "well": "success", "silent": "danger", "revoked": "warning"}


@needs(Right.ADMINISTER)
def monitor(request: Request) -> HttpResponse:
    """Every device, and a form for one more."""
    form = DeviceForm(request.POST or None)
    if form.is_valid():
        with refused_into(form, "name"):
            said = form.cleaned_data
            new = NewDevice(DeviceKind(said["kind"]), said["name"], workplace(said["office"]).pk)
            device, code = commands.add_device(new, by=request.actor, at=request.at)
            _tell_code(request, device, code)
            return redirect("display:devices")

    rows = [row_of(device, request.at) for device in devices()]
    page = {
        "form": form,
        "rows": rows,
        "silent": sum(row.state == "silent" for row in rows),
        "well": sum(row.state == "well" for row in rows),
        "waiting": sum(row.state == "waiting" for row in rows),
        "minutes": SILENT // _MINUTE,
    }
    return render(request, "display/devices.html", page)


@require_POST
@needs(Right.ADMINISTER)
def code(request: Request, number: int) -> HttpResponse:
    """Another code, for a browser that was set up anew."""
    device, spelt = commands.new_device_code(
        device_by_number(number), by=request.actor, at=request.at
    )
    _tell_code(request, device, spelt)
    return redirect("display:devices")


@require_POST
@needs(Right.ADMINISTER)
def rename(request: Request, number: int) -> HttpResponse:
    """Call it otherwise."""
    name = request.POST.get("name", "")[:60]
    device = commands.rename_device(device_by_number(number), name, by=request.actor, at=request.at)
    messages.success(request, _("The device is now called “%(name)s”.") % {"name": device.name})
    return redirect("display:devices")


@require_POST
@needs(Right.ADMINISTER)
def rename_undo(request: Request, number: int) -> HttpResponse:
    """The name before."""
    device = commands.call_device_as_before(
        device_by_number(number), by=request.actor, at=request.at
    )
    said = _("The device is called “%(name)s” again.") % {"name": device.name}
    messages.success(request, said)
    return redirect("display:devices")


@require_POST
@needs(Right.ADMINISTER)
def revoke(request: Request, number: int) -> HttpResponse:
    """Lock it out."""
    device = commands.revoke_device(device_by_number(number), by=request.actor, at=request.at)
    said = _("“%(name)s” is locked out. You can take this back below.") % {"name": device.name}
    messages.success(request, said)
    return redirect("display:devices")


@require_POST
@needs(Right.ADMINISTER)
def restore(request: Request, number: int) -> HttpResponse:
    """Let it in again."""
    device = commands.restore_device(device_by_number(number), by=request.actor, at=request.at)
    messages.success(request, _("“%(name)s” works again.") % {"name": device.name})
    return redirect("display:devices")


def row_of(device: Device, at: datetime) -> Row:
    """How the device is, as far as we have heard."""
    return Row(device, _state(device, at), last_heard(device.seen_at, at))


def _state(device: Device, at: datetime) -> str:
    if device.state == DeviceState.REVOKED:
        return "revoked"
    if device.seen_at is None:
        return "waiting"
    return "silent" if at - device.seen_at > SILENT else "well"


def _tell_code(request: Request, device: Device, code: str) -> None:
    said = _(
        "Code for “%(name)s”: %(code)s. Open %(address)s on the device and type it there. It works"
        " once and for one day."
    )
    address = link(reverse("display:device"))
    messages.success(request, said % {"name": device.name, "code": code, "address": address})
