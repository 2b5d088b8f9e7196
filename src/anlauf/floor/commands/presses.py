"""One press, one effect, whenever it arrives and however often.

A page gives each press a key. The key, what was done and the answer are written in one
transaction, so a press whose answer was lost on the way may be sent again: it finds the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import keys
from anlauf.core.locking import hold_words
from anlauf.core.refusal import Refused
from anlauf.floor import queries
from anlauf.floor.models import DeskSession, Press, Visit
from anlauf.floor.values import USUAL, Answer, FloorPolicy

_KEPT = timedelta(days=2)


class PressedLongAgo(Refused):
    """The room is another one by now."""

    code = "pressed_long_ago"
    sentence = _(
        "You pressed this %(minutes)s minutes ago, and it arrives only now."
        " Nobody was called. Please look at the screen and press again."
    )


@dataclass(frozen=True)
class Lateness:
    """How long before it arrived something was pressed, as the page says."""

    ago: timedelta = timedelta(0)

    def happened(
        self,
        session: DeskSession,
        visit: Visit | None,
        *,
        at: datetime,
        policy: FloorPolicy = USUAL,
    ) -> datetime:
        """When it was pressed: not too long ago, and after all that was done here before."""
        if self.ago <= timedelta(0):
            return at
        earliest = queries.latest_moment(session, visit)
        return min(at, max(at - min(self.ago, policy.late_press), earliest))

    def check_calls(self, *, policy: FloorPolicy = USUAL) -> None:
        """Refuse to call people for a press from long ago."""
        if self.ago > policy.late_press:
            raise PressedLongAgo(minutes=self.ago // timedelta(minutes=1))


@transaction.atomic
def once(key: str, session: DeskSession, act: Callable[[], str], *, at: datetime) -> Answer:
    """Do it unless it was done under this key before; either way tell what came of it.

    `act` calls one command. A refusal is an answer and is kept; a fault leaves nothing behind, and
    the next try begins anew. Two tries at the same moment do one after the other.
    """
    stored = keys.digest(key)
    hold_words([f"press:{stored}"])
    known = Press.objects.filter(pk=stored).first()
    if known is not None:
        return Answer(known.said, refused=known.refused)

    answer = _answer(act)

    Press.objects.create(
        key=stored, desk=session.desk, happened_at=at, said=answer.said, refused=answer.refused
    )
    return answer


@transaction.atomic
def forget_presses(*, at: datetime) -> int:
    """Erase presses nobody will send again; tell how many it were."""
    return Press.objects.filter(happened_at__lt=at - _KEPT).delete()[0]


def _answer(act: Callable[[], str]) -> Answer:
    try:
        return Answer(act(), refused=False)
    except Refused as refusal:
        return Answer(str(refusal), refused=True)
