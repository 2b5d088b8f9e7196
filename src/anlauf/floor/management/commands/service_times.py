"""`anlauf service_times`: what was learned about service times, and what announced waits are worth.

Numbers about services, offices and times of the day; nothing is known about who served.
"""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.text import say
from anlauf.directory.models import Office
from anlauf.floor import commands, queries
from anlauf.floor.queries import ServiceTimeRow

_SCORED = timedelta(days=7)


class Command(BaseCommand):
    """Prints a table; with an office's key of this office."""

    help = "Show how long services take compared with their planned minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which office, and whether to learn first."""
        parser.add_argument("office", nargs="?", help="the key of an office; without it the city")
        parser.add_argument("--learn", action="store_true", help="learn anew first")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Show what there is."""
        at = clock.now()
        if options["learn"]:
            found = commands.learn_waits(by=SYSTEM, at=at)
            self.stdout.write(f"Learned from {found} services done.")
        office = _office(options["office"])
        rows = queries.service_times(office)
        if not rows:
            self.stdout.write("Nothing is learned yet. The planned minutes hold.")
        for row in rows:
            self.stdout.write(_line(row))
        score = queries.wait_score(at - _SCORED, at, None if office is None else [office])
        if score is not None:
            self.stdout.write(
                f"{score.ranges} announced waits in 7 days: {score.coverage:.0%} held,"
                f" bias {score.bias:+.1f} min, mean width {score.width:.1f} min."
            )


def _office(key: str | None) -> int | None:
    if key is None:
        return None
    found = Office.objects.filter(key=key).first()
    if found is None:
        raise CommandError(f"There is no office {key!r}.")
    return found.pk


def _line(row: ServiceTimeRow) -> str:
    factor = row.factor
    name = say(row.service, "en") if row.service else "all services"
    return (
        f"{name[:44]:<44} {row.part or 'whole day':<10} {factor.mean:5.2f} × planned,"
        f" 4 of 5 within {factor.at_share(0.1):.2f}-{factor.at_share(0.9):.2f}"
        f" ({factor.cases} cases, since {row.valid_from})"
    )
