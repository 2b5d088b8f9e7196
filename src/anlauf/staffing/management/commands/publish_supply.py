"""The command `anlauf publish_supply`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.staffing import commands


class Command(BaseCommand):
    """Publishes what the staff patterns promise for the coming days."""

    help = "Publish the supply of all offices, from opening hours and staff patterns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many days ahead."""
        parser.add_argument("--days", type=int, default=commands.DAYS_AHEAD, help="days ahead")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Publish office by office and name every conflict."""
        done = commands.publish_ahead(options["days"], by=SYSTEM, at=clock.now())
        for published in done.values():
            for conflict in published.conflicts:
                codes = ", ".join(conflict.codes)
                self.stdout.write(f"{conflict.date} was left as it is, because of {codes}.")
        written = sum(len(published.written) for published in done.values())
        unchanged = sum(len(published.unchanged) for published in done.values())
        self.stdout.write(f"{written} days written, {unchanged} unchanged.")
