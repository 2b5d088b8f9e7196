"""What kinds of devices there are, and what may become of one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from anlauf.engine.lifecycle import Lifecycle


class DeviceKind(TextChoices):
    """What a device is for."""

    KIOSK = "kiosk", _("Kiosk")
    BOARD = "board", _("Call board")


class DeviceState(TextChoices):
    """Whether a device has its key, and whether the key opens anything."""

    NEW = "new"
    ENROLLED = "enrolled"
    REVOKED = "revoked"


DEVICE = Lifecycle(
    start=DeviceState.NEW,
    moves={
        DeviceState.NEW: frozenset({DeviceState.ENROLLED, DeviceState.REVOKED}),
        DeviceState.ENROLLED: frozenset({DeviceState.REVOKED}),
        DeviceState.REVOKED: frozenset({DeviceState.NEW, DeviceState.ENROLLED}),  # taken back
    },
)
