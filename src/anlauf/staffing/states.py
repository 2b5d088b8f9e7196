"""The kinds of change an office's time can undergo, and what may become of a roster."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from anlauf.engine.lifecycle import Lifecycle


class ChangeKind(TextChoices):
    """What somebody changed."""

    HOURS = "hours", _("Opening hours")
    DAYS = "days", _("Particular days")
    STAFF = "staff", _("Staff")
    DURATION = "duration", _("How long a service takes")
    SUPPLY = "supply", _("What was still to be published")
    ROSTER = "roster", _("Roster")


class AbsenceKind(TextChoices):
    """Why somebody is not there, as far as that may be written down."""

    LEAVE = "leave", _("Leave")
    TRAINING = "training", _("Training")
    AWAY = "away", _("Not there")  # sickness among others: no reason is kept


class Hope(TextChoices):
    """What somebody wishes for a day."""

    FREE = "free", _("Free")
    EARLY = "early", _("An early duty")
    LATE = "late", _("A late duty")


class StepKind(TextChoices):
    """What can be done about the rest of a day."""

    FLOATER = "floater", _("Somebody who was free came")
    LEND = "lend", _("Another office lent somebody")
    FILES = "files", _("File hours fell out")
    TICKETS = "tickets", _("No more tickets were given out")
    MOVE = "move", _("Appointments were offered other times")


class RosterState(TextChoices):
    """How far a plan of a period is."""

    DRAFT = "draft", _("Draft")
    SOLVING = "solving", _("Being planned")
    PROPOSED = "proposed", _("Proposed")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Replaced")


ROSTER = Lifecycle(
    start=RosterState.DRAFT,
    moves={
        RosterState.DRAFT: frozenset({RosterState.SOLVING}),
        RosterState.SOLVING: frozenset({RosterState.PROPOSED, RosterState.DRAFT}),
        RosterState.PROPOSED: frozenset({RosterState.SOLVING, RosterState.PUBLISHED}),
        RosterState.PUBLISHED: frozenset({RosterState.SUPERSEDED, RosterState.PROPOSED}),
        RosterState.SUPERSEDED: frozenset({RosterState.PUBLISHED}),  # the later one taken back
    },
)
