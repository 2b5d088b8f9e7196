"""The life of a ticket, and why one may be put aside."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from anlauf.engine.lifecycle import Lifecycle


class TicketState(TextChoices):
    """Where a visit stands."""

    COMING = "coming", _("on the way")
    WAITING = "waiting", _("waiting")
    CALLED = "called", _("called")
    SERVING = "serving", _("at a desk")
    PARKED = "parked", _("set aside")
    FINISHED = "finished", _("finished")
    MISSED = "missed", _("did not come when called")
    LEFT = "left", _("gone")


_S = TicketState

TICKET = Lifecycle(
    start=_S.WAITING,
    moves={
        _S.COMING: frozenset({_S.WAITING, _S.LEFT}),
        _S.WAITING: frozenset({_S.CALLED, _S.PARKED, _S.LEFT}),
        _S.CALLED: frozenset({_S.SERVING, _S.WAITING, _S.COMING, _S.MISSED}),
        _S.SERVING: frozenset({_S.FINISHED, _S.PARKED, _S.WAITING}),  # waiting: transferred
        _S.PARKED: frozenset({_S.WAITING, _S.SERVING, _S.LEFT}),
        _S.FINISHED: frozenset({_S.SERVING}),  # this and the next two: taken back
        _S.MISSED: frozenset({_S.WAITING}),
        _S.LEFT: frozenset({_S.WAITING}),
    },
)

AT_A_DESK = (_S.CALLED, _S.SERVING)
IN_THE_BUILDING = (_S.WAITING, _S.CALLED, _S.SERVING, _S.PARKED)
IN_LINE = (_S.WAITING, _S.COMING)
"""Whoever has a place in line, whether they are in the building or drew their number from afar."""

HOLDS_A_PLACE = (_S.COMING, *IN_THE_BUILDING)
OVER = (_S.FINISHED, _S.MISSED, _S.LEFT)
GONE_AWAY = (_S.MISSED, _S.LEFT)


CHOSEN = "chosen"
"""Why somebody was called whom a clerk picked out of the line."""


class PeriodKind(TextChoices):
    """What an interval of a visit was spent on, named like the states in which time passes.

    A visit at a desk is being served, or its clerk is in the back office for it.
    """

    COMING = "coming", _("on the way")
    WAITING = "waiting", _("waiting")
    CALLED = "called", _("called")
    SERVING = "serving", _("at a desk")
    PARKED = "parked", _("set aside")
    BACK_OFFICE = "back_office", _("in the back office")


AT_WORK_ON_IT = (PeriodKind.SERVING, PeriodKind.BACK_OFFICE)
"""Intervals in which a clerk works on one of the visit's services."""


class ParkReason(TextChoices):
    """What a parked visit waits for."""

    PAPERS = "papers", _("Papers to fetch or fill in")
    PHOTO = "photo", _("Photo")
    PAYMENT = "payment", _("Payment")
    COLLEAGUE = "colleague", _("A colleague's answer")
    OTHER = "other", _("Something else")


class WorkKind(TextChoices):
    """What else is done at a desk."""

    BACK_OFFICE = "back_office", _("Back office")
    PHONE = "phone", _("Phone")
