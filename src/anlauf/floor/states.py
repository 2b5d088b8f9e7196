"""The life of a ticket."""

from django.db.models import TextChoices

from anlauf.engine.lifecycle import Lifecycle


class TicketState(TextChoices):
    """Where a visit stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    FINISHED = "finished"
    MISSED = "missed"
    LEFT = "left"


_S = TicketState

TICKET = Lifecycle(
    start=_S.WAITING,
    moves={
        _S.WAITING: frozenset({_S.CALLED, _S.PARKED, _S.LEFT}),
        _S.CALLED: frozenset({_S.SERVING, _S.WAITING, _S.MISSED}),
        _S.SERVING: frozenset({_S.FINISHED, _S.PARKED, _S.WAITING}),  # waiting: transferred
        _S.PARKED: frozenset({_S.WAITING, _S.SERVING, _S.LEFT}),
        _S.FINISHED: frozenset({_S.SERVING}),  # taken back
        _S.MISSED: frozenset({_S.WAITING}),  # taken back
        _S.LEFT: frozenset({_S.WAITING}),
    },
)

AT_A_DESK = (_S.CALLED, _S.SERVING)
IN_THE_BUILDING = (_S.WAITING, _S.CALLED, _S.SERVING, _S.PARKED)


class PeriodKind(TextChoices):
    """What an interval of a visit was spent on."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
