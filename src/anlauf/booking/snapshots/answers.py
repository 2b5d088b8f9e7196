"""Answers kept in the process: where a visit could start, question by question and date by date.

Most people ask the same few questions. A date's answer holds as long as none of its pages changed
and nothing more of it has opened; both are compared before it is given again, so a wave of release
takes effect at its moment in every process without anybody telling it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date

from anlauf.engine.search import DayBits

Found = tuple[DayBits, ...]


@dataclass(slots=True)
class Answered:
    """What one question was answered, each date with what the answer was true of."""

    dates: dict[date, tuple[Hashable, Found]] = field(default_factory=dict)
    dropped: bool = False

    def size(self) -> int:
        """How much is kept here."""
        return sum(len(found) for _true_of, found in self.dates.values())


class Answers:
    """The answers of the last questions, as many as may be kept."""

    def __init__(self, most: int) -> None:
        self._turn = threading.Lock()
        self._most = most
        self._kept = 0
        self._questions: OrderedDict[Hashable, Answered] = OrderedDict()

    def of(self, question: Hashable) -> Answered:
        """What is kept for this question."""
        with self._turn:
            answered = self._questions.setdefault(question, Answered())
            self._questions.move_to_end(question)
            return answered

    def answer(
        self,
        answered: Answered,
        on: date,
        true_of: Hashable,
        look: Callable[[date], Found],
    ) -> Found:
        """The kept answer if it still is true, else a new one."""
        known = answered.dates.get(on)
        if known is not None and known[0] == true_of:
            return known[1]
        found = look(on)
        self._keep(answered, on, true_of, found)
        return found

    def forget(self) -> None:
        """Start over."""
        with self._turn:
            self._questions.clear()
            self._kept = 0

    def _keep(self, answered: Answered, on: date, true_of: Hashable, found: Found) -> None:
        with self._turn:
            if answered.dropped:
                return
            before = answered.dates.get(on, (None, ()))[1]
            self._kept += len(found) - len(before)
            answered.dates[on] = (true_of, found)
            while self._kept > self._most and len(self._questions) > 1:
                _question, oldest = self._questions.popitem(last=False)
                oldest.dropped = True
                self._kept -= oldest.size()


ANSWERS = Answers(most=40_000)
