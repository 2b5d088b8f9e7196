"""What somebody may tell about themselves, so that the people at the desk are prepared."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccessNeed(TextChoices):
    """Said by the citizen in the first person; the words are shown to staff as well."""

    MORE_TIME = "more_time", _("I need more time")
    STEP_FREE = "step_free", _("I cannot use stairs")
    LOW_VISION = "low_vision", _("I do not see well")
    HEARING = "hearing", _("I do not hear well")
    SIGN_LANGUAGE = "sign_language", _("I use sign language")
    LITTLE_GERMAN = "little_german", _("I do not speak much German")
