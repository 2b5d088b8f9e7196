"""The kinds of change an office's time can undergo."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChangeKind(TextChoices):
    """What somebody changed."""

    HOURS = "hours", _("Opening hours")
    DAYS = "days", _("Particular days")
    STAFF = "staff", _("Staff")
    DURATION = "duration", _("How long a service takes")
    SUPPLY = "supply", _("What was still to be published")
