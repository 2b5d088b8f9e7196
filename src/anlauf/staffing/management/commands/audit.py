"""The command `anlauf audit`."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.booking import audit as pages
from anlauf.cases import audit as cases
from anlauf.core import audit as letters
from anlauf.core import clock
from anlauf.floor import audit as floor
from anlauf.staffing import audit as rosters


class Command(BaseCommand):
    """Recompute every page; hold visits, desks, letters and rosters against what bears them out."""

    help = "Compare pages with appointments, visits with their time, letters with their life."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print each difference, or that there is none."""
        found = 0
        for sentence in _differences():
            found += 1
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{found} differences. Please report them: this must not happen.")
        self.stdout.write("Every page agrees with its appointments.")
        self.stdout.write("Every case stands where its dates and its clock put it.")
        self.stdout.write("Every visit, desk and letter agrees with its history.")
        self.stdout.write("Every published duty keeps the rules, and is what can be booked.")


def _differences() -> Iterator[str]:
    yield from map(str, pages.differences())
    yield from map(str, floor.differences(at=clock.now()))
    yield from rosters.differences(at=clock.now())
    yield from letters.letters_astray()
    yield from cases.differences()
