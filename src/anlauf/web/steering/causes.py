"""A shift of the waits beside the change that lies nearest to it: perhaps its cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise

BEFORE = timedelta(days=10)
AFTER = timedelta(days=3)  # where a level begins is known to some days only


@dataclass(frozen=True)
class Told:
    """Something that was changed on a day, in words."""

    on: date
    words: str | Promise


def nearest(shift: date, changes: Iterable[Told]) -> Told | None:
    """What was changed shortly before the shift, the nearest; nothing if all of it is far."""
    near = [one for one in changes if shift - BEFORE <= one.on <= shift + AFTER]
    return min(near, key=lambda one: (abs(one.on - shift), one.on), default=None)
