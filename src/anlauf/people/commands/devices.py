"""Kiosks and boards: added, set up by a code that opens once, renamed, locked out, let in again."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor, Kind
from anlauf.core.keys import digest
from anlauf.core.locking import locked
from anlauf.core.refusal import Invalid, Unknown
from anlauf.engine import codes
from anlauf.people.models import Device
from anlauf.people.states import DEVICE, DeviceKind, DeviceState

CODE_LASTS = timedelta(days=1)
SEEN_AGAIN = timedelta(minutes=1)


class UnknownDeviceCode(Unknown):
    """No device waits for this code."""

    code = "unknown_device_code"
    sentence = _(
        "We do not know this code. Each code works once and for one day. Please ask your IT for a"
        " new one."
    )


class NameMissing(Invalid):
    """A device must be found again by somebody who stands before it."""

    code = "name_missing"
    sentence = _("Please give the device a name.")


@dataclass(frozen=True)
class NewDevice:
    """What is known about a device before it is set up."""

    kind: DeviceKind
    name: str
    office: int


@transaction.atomic
def add_device(new: NewDevice, *, by: Actor, at: datetime) -> tuple[Device, str]:
    """Make room for a device; the code that sets it up is told this once."""
    if not new.name.strip():
        raise NameMissing

    code = _spelt_code()
    device = Device.objects.create(
        kind=new.kind,
        name=new.name.strip(),
        office_id=new.office,
        code=digest(code),
        code_until=at + CODE_LASTS,
        added_at=at,
    )
    _note("people.device_added", device, by=by, at=at)
    return device, code


@transaction.atomic
def new_device_code(
    device: Device, *, by: Actor, at: datetime, lasts: timedelta = CODE_LASTS
) -> tuple[Device, str]:
    """Another code, for a device that was set up anew; its present key works until then."""
    device = locked(Device.objects.filter(pk=device.pk))
    code = _spelt_code()
    device.code, device.code_until = digest(code), at + lasts
    device.save(update_fields=["code", "code_until"])
    _note("people.device_code_made", device, by=by, at=at)
    return device, code


@transaction.atomic
def enrol_device(typed: str, *, at: datetime) -> tuple[Device, str]:
    """Give a device its key in exchange for the code, once; an earlier key ends."""
    try:
        code = codes.normalise(typed)
    except codes.NotACode:
        raise UnknownDeviceCode from None
    waiting = Device.objects.filter(code=digest(code), code_until__gt=at)
    try:
        device = locked(waiting.exclude(state=DeviceState.REVOKED))
    except Device.DoesNotExist:
        raise UnknownDeviceCode from None

    key = secrets.token_urlsafe(32)
    device.code, device.code_until = None, None
    device.digest, device.enrolled_at, device.seen_at = digest(key), at, at
    device.state = DeviceState.ENROLLED
    device.save()
    _note("people.device_enrolled", device, by=Actor(Kind.DEVICE, device.pk), at=at)
    return device, key


@transaction.atomic
def rename_device(device: Device, name: str, *, by: Actor, at: datetime) -> Device:
    """Call it otherwise; the name before is kept, so that it can be taken back."""
    device = locked(Device.objects.filter(pk=device.pk))
    name = name.strip()
    if not name:
        raise NameMissing
    if name == device.name:
        return device

    device.former_name, device.name = device.name, name
    device.save(update_fields=["former_name", "name"])
    _note("people.device_renamed", device, by=by, at=at, name=name)
    return device


@transaction.atomic
def call_device_as_before(device: Device, *, by: Actor, at: datetime) -> Device:
    """Give it back the name it had before; twice is once."""
    device = locked(Device.objects.filter(pk=device.pk))
    if device.former_name:
        device.name, device.former_name = device.former_name, ""
        device.save(update_fields=["former_name", "name"])
        _note("people.device_renamed", device, by=by, at=at, name=device.name)
    return device


@transaction.atomic
def revoke_device(device: Device, *, by: Actor, at: datetime) -> Device:
    """Let its key open nothing from now on; twice is once."""
    device = locked(Device.objects.filter(pk=device.pk))
    if device.state != DeviceState.REVOKED:
        DEVICE.check(DeviceState(device.state), DeviceState.REVOKED)
        device.state, device.revoked_at = DeviceState.REVOKED, at
        device.save(update_fields=["state", "revoked_at"])
        _note("people.device_revoked", device, by=by, at=at)
    return device


@transaction.atomic
def restore_device(device: Device, *, by: Actor, at: datetime) -> Device:
    """Let the key it had work again; twice is once."""
    device = locked(Device.objects.filter(pk=device.pk))
    if device.state == DeviceState.REVOKED:
        state = DeviceState.ENROLLED if device.digest else DeviceState.NEW
        DEVICE.check(DeviceState.REVOKED, state)
        device.state, device.revoked_at = state, None
        device.save(update_fields=["state", "revoked_at"])
        _note("people.device_restored", device, by=by, at=at)
    return device


def see_device(device: Device, *, at: datetime) -> None:
    """Remember that it was there, to the minute; that it lives is no fact for the journal."""
    if device.seen_at is None or at >= device.seen_at + SEEN_AGAIN:
        Device.objects.filter(pk=device.pk).update(seen_at=at)


def _spelt_code() -> str:
    return codes.spell(secrets.token_bytes(16))


def _note(verb: str, device: Device, *, by: Actor, at: datetime, **facts: object) -> None:
    said: dict[str, object] = {"kind": device.kind} | facts
    journal.record(verb, device, by=by, at=at, office=device.office_id, facts=said)
