"""The kiosk of the demo's office: every start makes a code that turns a browser into it."""

from datetime import datetime, timedelta

from anlauf.core.actors import SYSTEM
from anlauf.demo.logins import OFFICE
from anlauf.people import commands
from anlauf.people import queries as people
from anlauf.people.commands import NewDevice
from anlauf.people.states import DeviceKind

NAME = "Eingang"
LASTS = timedelta(days=365)  # the demo's clock may run a thousand times as fast


def kiosk_code(*, at: datetime) -> str:
    """A code for the kiosk at the entrance, which is added when it is not there yet."""
    office = people.workplace(OFFICE)
    for device in people.devices():
        if (device.office_id, device.name) == (office.pk, NAME):
            return _code(device, at=at)
    new = NewDevice(DeviceKind.KIOSK, NAME, office.pk)
    device, _short = commands.add_device(new, by=SYSTEM, at=at)
    return _code(device, at=at)


def _code(device: people.Device, *, at: datetime) -> str:
    _device, code = commands.new_device_code(device, by=SYSTEM, at=at, lasts=LASTS)
    return code
