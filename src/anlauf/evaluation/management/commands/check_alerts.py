"""The command `anlauf check_alerts`."""

from typing import Any

from django.core.management.base import BaseCommand

from anlauf.core import clock
from anlauf.evaluation import commands


class Command(BaseCommand):
    """Look at once whether something is about to go wrong."""

    help = "Look whether something is about to go wrong; the worker does so every ten minutes."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look, and say how many alerts were raised."""
        self.stdout.write(f"{commands.check_alerts(at=clock.now())} alerts raised.")
