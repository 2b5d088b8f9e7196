"""The command `anlauf open_data`."""

from typing import Any

from django.core.management.base import BaseCommand

from anlauf.core import clock
from anlauf.evaluation.commands.open_data import publish_open


class Command(BaseCommand):
    """Publish the figures of every month that is over."""

    help = "Write the open data of every month that is over and has none yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Publish, and say of how many months."""
        self.stdout.write(f"{publish_open(at=clock.now())} months published.")
