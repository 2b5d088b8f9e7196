"""What may become of a scenario, and why figures were written down."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from anlauf.engine.lifecycle import Lifecycle


class AnswerKind(TextChoices):
    """Why figures were written down."""

    ASKED = "asked", _("Answer")
    WEEKLY = "weekly", _("Weekly report")
    MONTHLY = "monthly", _("Monthly report")


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
