"""The closed lists of the directory."""

from django.db.models import TextChoices


class OfficeKind(TextChoices):
    """How an office comes to be open."""

    FULL = "full"
    PART_TIME = "part_time"
    MOBILE = "mobile"
    POP_UP = "pop_up"
    BACK_OFFICE = "back_office"


class Competence(TextChoices):
    """Who may use an office for a service."""

    CITY = "city"
    DISTRICT = "district"


class Channel(TextChoices):
    """How a service is given."""

    VISIT = "visit"
    PHONE = "phone"
    VIDEO = "video"


class ExceptionKind(TextChoices):
    """What a single day does to the weekly hours."""

    CLOSED = "closed"
    EXTRA = "extra"
    PARTIAL = "partial"


class Access(TextChoices):
    """What a place offers to people with a disability, and other equipment on site."""

    STEP_FREE = "step_free"
    PARTLY_STEP_FREE = "partly_step_free"
    ACCESSIBLE_TOILET = "accessible_toilet"
    LIFT = "lift"
    HEARING_LOOP = "hearing_loop"
    PHOTO_BOOTH = "photo_booth"
    ACCESSIBLE_PARKING = "accessible_parking"
