"""What may become of a scenario, why figures were written down, by what access is compared."""

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
