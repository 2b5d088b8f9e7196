"""What is asked, how people come to answer, and what becomes of their own words."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.engine.lifecycle import Lifecycle

PURPOSE = "survey"
"""What the key is for whose digest marks that somebody has answered."""


class Question(TextChoices):
    """The five questions, in their order."""

    OVERALL = "overall", _("How satisfied were you with your visit?")
    WAITING = "waiting", _("How satisfied were you with the waiting time here?")
    LEAD = "lead", _("How satisfied were you with how soon you got an appointment?")
    STAFF = "staff", _("How satisfied were you with our staff?")
    WISHED = "wished", _("Was this the office you wanted to go to?")


class Way(TextChoices):
    """How somebody came to answer."""

    TABLET = "tablet", _("tablet at the exit")
    POSTER = "poster", _("code on the wall")
    LINK = "link", _("own page of the visit")


class Dimension(TextChoices):
    """By what answers are added up; each by itself and never two together."""

    ALL = "all", _("all answers")
    SERVICE = "service", _("matter")
    LANGUAGE = "language", _("language")
    ARRIVAL = "arrival", _("with or without an appointment")
    NEED = "need", _("barrier-free need")
    WAY = "way", _("how they answered")


SCALE: Mapping[int, str | Promise] = {
    5: _("very satisfied"),
    4: _("satisfied"),
    3: _("neither"),
    2: _("dissatisfied"),
    1: _("very dissatisfied"),
}
SATISFIED = (4, 5)
YES, NO = 1, 0
YES_OR_NO: Mapping[int, str | Promise] = {YES: _("yes"), NO: _("no")}


class RemarkState(TextChoices):
    """What becomes of somebody's own words."""

    WAITING = "waiting", _("not yet screened")
    SHOWN = "shown", _("screened")
    WITHHELD = "withheld", _("cannot be screened")


_R = RemarkState

REMARK = Lifecycle(
    start=_R.WAITING,
    moves={
        _R.WAITING: frozenset({_R.SHOWN, _R.WITHHELD}),
        _R.SHOWN: frozenset(),
        _R.WITHHELD: frozenset(),
    },
)
