"""The life of a case, of its papers, and why its clock stands still."""

from django.db.models import TextChoices

from anlauf.engine.lifecycle import Lifecycle


class CaseState(TextChoices):
    """Where a matter stands."""

    RECEIVED = "received"
    CHECKING = "checking"
    WAITING_FOR_PAPERS = "waiting_for_papers"
    READY_FOR_VISIT = "ready_for_visit"
    DECIDING = "deciding"
    PRODUCING = "producing"
    READY_FOR_PICKUP = "ready_for_pickup"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


_S = CaseState
_ENDS = frozenset({_S.REJECTED, _S.WITHDRAWN})

CASE = Lifecycle(
    start=_S.RECEIVED,
    moves={
        _S.RECEIVED: frozenset({_S.CHECKING, _S.PRODUCING}) | _ENDS,  # made at a desk: no checking
        _S.CHECKING: frozenset({_S.WAITING_FOR_PAPERS, _S.READY_FOR_VISIT, _S.DECIDING}) | _ENDS,
        _S.WAITING_FOR_PAPERS: frozenset({_S.CHECKING}) | _ENDS,
        _S.READY_FOR_VISIT: frozenset({_S.DECIDING, _S.CHECKING}) | _ENDS,
        _S.DECIDING: frozenset({_S.CHECKING, _S.PRODUCING, _S.CLOSED}) | _ENDS,
        _S.PRODUCING: frozenset({_S.READY_FOR_PICKUP, _S.DECIDING}) | _ENDS,
        _S.READY_FOR_PICKUP: frozenset({_S.CLOSED, _S.PRODUCING}) | _ENDS,  # a card with a fault
        _S.CLOSED: frozenset({_S.READY_FOR_PICKUP}),  # handed to the wrong person
        _S.REJECTED: frozenset(),
        _S.WITHDRAWN: frozenset(),
    },
)

OVER = frozenset({_S.CLOSED, _S.REJECTED, _S.WITHDRAWN})
"""States in which nothing is left to do."""

DECIDED = frozenset({_S.PRODUCING, _S.READY_FOR_PICKUP, _S.CLOSED, _S.REJECTED})
"""States that come after a decision, where there is one."""

BEFORE_THE_DECISION = frozenset(
    {_S.RECEIVED, _S.CHECKING, _S.WAITING_FOR_PAPERS, _S.READY_FOR_VISIT, _S.DECIDING}
)
"""States in which a permit may have to be bridged."""

OURS = frozenset({_S.RECEIVED, _S.CHECKING, _S.DECIDING})
"""States in which a case worker has the next move: what a work list shows."""

THEIRS = frozenset({_S.WAITING_FOR_PAPERS, _S.READY_FOR_VISIT, _S.READY_FOR_PICKUP})
"""States in which the person has the next move."""


class StopCause(TextChoices):
    """Whose move it is while the clock stands still."""

    PAPERS = "papers"
    AUTHORITY = "authority"
    COURT = "court"
    VISIT = "visit"  # the person chooses when to come


class PaperState(TextChoices):
    """What became of something handed in."""

    QUARANTINED = "quarantined"  # nobody opens it before it is found clean
    CLEAN = "clean"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    INFECTED = "infected"
    ERASED = "erased"


_P = PaperState

PAPER = Lifecycle(
    start=_P.QUARANTINED,
    moves={
        _P.QUARANTINED: frozenset({_P.CLEAN, _P.INFECTED, _P.ERASED}),
        _P.CLEAN: frozenset({_P.ACCEPTED, _P.REFUSED, _P.ERASED}),
        _P.ACCEPTED: frozenset({_P.REFUSED, _P.ERASED}),
        _P.REFUSED: frozenset({_P.ACCEPTED, _P.ERASED}),
        _P.INFECTED: frozenset({_P.ERASED}),
        _P.ERASED: frozenset(),
    },
)


class DemandState(TextChoices):
    """What became of something the person has to hand in."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    ACCEPTED = "accepted"
    WAIVED = "waived"  # not needed after all


_D = DemandState

DEMAND = Lifecycle(
    start=_D.OPEN,
    moves={
        _D.OPEN: frozenset({_D.HANDED_IN, _D.ACCEPTED, _D.WAIVED}),
        _D.HANDED_IN: frozenset({_D.OPEN, _D.ACCEPTED, _D.WAIVED}),
        _D.ACCEPTED: frozenset({_D.OPEN}),
        _D.WAIVED: frozenset({_D.OPEN}),
    },
)

MISSING = frozenset({_D.OPEN})
"""States in which the person still has to hand it in."""


class Side(TextChoices):
    """Who wrote a message."""

    PERSON = "person"
    OFFICE = "office"


class DecisionSort(TextChoices):
    """How a matter is decided."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REJECTED = "rejected"
