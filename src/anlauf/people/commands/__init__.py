"""The verbs of staff, programs and devices."""

from anlauf.people.commands.devices import (
    NameMissing,
    NewDevice,
    UnknownDeviceCode,
    add_device,
    call_device_as_before,
    enrol_device,
    new_device_code,
    rename_device,
    restore_device,
    revoke_device,
    see_device,
)
from anlauf.people.commands.programs import admit_program, dismiss_program
from anlauf.people.commands.staff import (
    LoginTaken,
    Newcomer,
    WeakPassword,
    change_mailbox,
    change_password,
    dismiss,
    grant,
    revoke,
    train,
    welcome,
)

__all__ = [
    "LoginTaken",
    "NameMissing",
    "NewDevice",
    "Newcomer",
    "UnknownDeviceCode",
    "WeakPassword",
    "add_device",
    "admit_program",
    "call_device_as_before",
    "change_mailbox",
    "change_password",
    "dismiss",
    "dismiss_program",
    "enrol_device",
    "grant",
    "new_device_code",
    "rename_device",
    "restore_device",
    "revoke",
    "revoke_device",
    "see_device",
    "train",
    "welcome",
]
