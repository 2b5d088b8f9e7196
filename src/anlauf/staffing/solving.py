"""Looks for the duties of a roster, tells how it goes, and ends when somebody says stop.

This is the heavy part: only the command `anlauf solve_rosters` loads it, in a process of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import Event, Thread
from time import monotonic

from django.db import connection

from anlauf.core import clock
from anlauf.engine.roster.period import problem
from anlauf.engine.roster.solver import solve
from anlauf.engine.roster.state import News
from anlauf.engine.roster.stop import Stop
from anlauf.staffing import queries
from anlauf.staffing.commands import rosters as commands
from anlauf.staffing.commands.rosters import Found
from anlauf.staffing.models import Roster
from anlauf.staffing.needs import needs_of

BEAT = 2.0  # seconds between two signs of life
KEEP = 5.0  # seconds between two times that the best so far is written down
SEED = 1


class Teller:
    """Keeps what the search says, and writes it down now and then."""

    def __init__(self, row: Roster) -> None:
        self.row = row
        self.steps: list[list[object]] = []
        self.found = Found(None, None, [], row.plan)
        self._kept = -inf

    def hear(self, news: News) -> None:
        """Take news in; the first is written down at once."""
        cost = None if news.cost == inf else news.cost
        bound = None if news.bound == -inf else news.bound
        self.steps.append([round(news.seconds, 1), news.step, cost, bound])
        plan = self.found.plan if news.roster is None else news.roster
        self.found = Found(cost, bound, self.steps, plan)
        if monotonic() - self._kept > KEEP:
            commands.keep(self.row.pk, self.row.turn, self.found)
            self._kept = monotonic()


def solve_taken(row: Roster) -> Roster:
    """Find what is needed and who works when, for a roster this process has taken."""
    with _watched(row) as over:
        asked = queries.period(row)
        needs = needs_of(row, asked)
        if not commands.need(row.pk, row.turn, needs):
            return row
        row.needs = needs
        asked = queries.period(row)
        teller = Teller(row)
        stop = Stop(float(row.seconds), when=over.is_set)
        known = {name: tuple(days) for name, days in row.plan.items()} or None
        outcome = solve(problem(asked), stop=stop, seed=SEED, progress=teller.hear, known=known)
    reasons = [one.says for one in outcome.explanation]
    return commands.finish(row.pk, row.turn, teller.found, reasons, at=clock.now())


@contextmanager
def _watched(row: Roster) -> Iterator[Event]:
    """Give signs of life while the search runs; the event says that it shall end."""
    over, done = Event(), Event()
    watch = Thread(target=_watch, args=(row, over, done), daemon=True)
    watch.start()
    try:
        yield over
    finally:
        done.set()
        watch.join()


def _watch(row: Roster, over: Event, done: Event) -> None:
    """Ask every other second whether the search shall go on; this thread has its own connection."""
    try:
        while not done.wait(BEAT):
            if not commands.goes_on(row.pk, row.turn, at=clock.now()):
                over.set()
    finally:
        connection.close()
