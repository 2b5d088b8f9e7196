"""One time on a button: an office, a date and a clock time, as one readable word."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Invalid
from anlauf.engine import grid


class NoSuchTime(Invalid):
    """The word on the button was changed on its way."""

    code = "no_such_time"
    sentence = _("We could not read the time you chose. Please choose a time from the list.")


@dataclass(frozen=True)
class Chosen:
    """A time somebody tapped on, written `altona.2026-11-24.09:15`."""

    office: str
    date: date
    tick: int

    @classmethod
    def read(cls, word: str) -> "Chosen":
        """Parse the word; raises NoSuchTime when it is none."""
        try:
            office, day, clock = word.split(".")
            return cls(office, date.fromisoformat(day), grid.tick_of(time.fromisoformat(clock)))
        except ValueError as reason:
            raise NoSuchTime from reason

    def __str__(self) -> str:
        return f"{self.office}.{self.date.isoformat()}.{grid.clock_text(self.tick)}"
