"""What a carrier promises: to say of every letter whether it left, surely did not, or may have."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from anlauf.core.models import Letter

HandOver = Callable[[], None]


class NotDelivered(Exception):
    """The letter has surely not left; another try may succeed."""


class NoLine(NotDelivered):
    """The way itself is closed: no letter would get through at present."""


class Rejected(NotDelivered):
    """This letter will never be taken, however often it is tried."""


class InDoubt(Exception):
    """The line broke while the letter was handed over: it may have left, or not."""


class Carrier(Protocol):
    """Takes letters out of the house."""

    channels: frozenset[Letter.Channel]
    recognises_repeats: bool
    """Whether a second handing over of one letter is known as such and sends nothing."""

    def opened(self, letter: Letter) -> AbstractContextManager[HandOver]:
        """A line that is ready for this letter, which leaves only when it is handed over.

        Whatever is raised before that says that the letter has not left.
        """
        ...
