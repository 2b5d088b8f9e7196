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
    TOUR = "tour", _("Tour of a mobile team")


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


class LeaveState(TextChoices):
    """What became of a request to be away."""

    ASKED = "asked", _("Waits for an answer")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Not granted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


LEAVE = Lifecycle(
    start=LeaveState.ASKED,
    moves={
        LeaveState.ASKED: frozenset({LeaveState.GRANTED, LeaveState.REFUSED, LeaveState.WITHDRAWN}),
        LeaveState.GRANTED: frozenset({LeaveState.WITHDRAWN}),
        LeaveState.REFUSED: frozenset(),
        LeaveState.WITHDRAWN: frozenset(),
    },
)


class SwapState(TextChoices):
    """How far an offer to give a duty away has come."""

    OPEN = "open", _("Offered")
    TAKEN = "taken", _("Waits for approval")
    DONE = "done", _("Approved")
    REFUSED = "refused", _("Not approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Run out")
    UNDONE = "undone", _("Taken back")


_GIVEN_UP = frozenset({SwapState.WITHDRAWN, SwapState.EXPIRED})
SWAP = Lifecycle(
    start=SwapState.OPEN,
    moves={
        SwapState.OPEN: _GIVEN_UP | {SwapState.TAKEN},
        SwapState.TAKEN: _GIVEN_UP | {SwapState.OPEN, SwapState.DONE, SwapState.REFUSED},
        SwapState.DONE: frozenset({SwapState.UNDONE}),
        SwapState.REFUSED: frozenset(),
        SwapState.WITHDRAWN: frozenset(),
        SwapState.EXPIRED: frozenset(),
        SwapState.UNDONE: frozenset(),
    },
)


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


class TourState(TextChoices):
    """What holds of a team's day."""

    PLANNED = "planned", _("Planned")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")


TOUR = Lifecycle(
    start=TourState.PLANNED,
    moves={
        TourState.PLANNED: frozenset({TourState.PUBLISHED, TourState.CANCELLED}),
        TourState.PUBLISHED: frozenset({TourState.PLANNED, TourState.CANCELLED}),
        TourState.CANCELLED: frozenset({TourState.PLANNED, TourState.PUBLISHED}),
    },
)
