"""What may become of scenarios and alerts, why figures are kept, by what access is compared."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from anlauf.engine.lifecycle import Lifecycle


class AnswerKind(TextChoices):
    """Why figures were written down."""

    ASKED = "asked", _("Answer")
    WEEKLY = "weekly", _("Weekly report")
    MONTHLY = "monthly", _("Monthly report")


class Aspect(TextChoices):
    """By what access is compared."""

    LANGUAGE = "language", _("Language")
    WAY = "way", _("Way of coming")
    NEED = "need", _("Need")


class Thing(TextChoices):
    """What is counted for access, each once."""

    VISIT = "visit"
    BOOKING = "booking"


class AlertKind(TextChoices):
    """What is about to go wrong, or is missing."""

    PROMISE = "promise", _("Promise")
    QUEUE = "queue", _("Queue at closing time")
    SURVEY = "survey", _("Satisfaction")
    GAP = "gap", _("Missing figures")


class AlertState(TextChoices):
    """Whether somebody looks after it, and whether its reason is still there."""

    OPEN = "open", _("Open")
    IN_HAND = "in_hand", _("Somebody looks after it")
    CLOSED = "closed", _("Over")


ALERT = Lifecycle(
    start=AlertState.OPEN,
    moves={
        AlertState.OPEN: frozenset({AlertState.IN_HAND, AlertState.CLOSED}),
        AlertState.IN_HAND: frozenset({AlertState.OPEN, AlertState.CLOSED}),
        AlertState.CLOSED: frozenset({AlertState.OPEN}),  # the same again soon after
    },
)


class SheetState(TextChoices):
    """Whether what a city reported before Anlauf is shown."""

    DRAFT = "draft", _("Read, not loaded")
    LOADED = "loaded", _("Loaded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


SHEET = Lifecycle(
    start=SheetState.DRAFT,
    moves={
        SheetState.DRAFT: frozenset({SheetState.LOADED}),
        SheetState.LOADED: frozenset({SheetState.WITHDRAWN}),
        SheetState.WITHDRAWN: frozenset({SheetState.LOADED}),
    },
)


class Asks(TextChoices):
    """What is played: a changed city, a past one by two plans, drafts of a roster, tours."""

    CHANGES = "changes", _("What if")
    LEADS = "leads", _("Appointments and waits")
    FILES = "files", _("Matters that take weeks")
    DRAFTS = "drafts", _("Drafts of a roster")
    TOURS = "tours", _("Where mobile teams should go")


class ScenarioState(TextChoices):
    """How far a scenario is."""

    DRAFT = "draft", _("Not played yet")
    PLAYING = "playing", _("Being played")
    STOPPED = "stopped", _("Stopped")
    PLAYED = "played", _("Played")


SCENARIO = Lifecycle(
    start=ScenarioState.DRAFT,
    moves={
        ScenarioState.DRAFT: frozenset({ScenarioState.PLAYING}),
        ScenarioState.PLAYING: frozenset({ScenarioState.PLAYED, ScenarioState.STOPPED}),
        ScenarioState.STOPPED: frozenset({ScenarioState.PLAYING, ScenarioState.DRAFT}),
        ScenarioState.PLAYED: frozenset({ScenarioState.PLAYING, ScenarioState.DRAFT}),
    },
)
