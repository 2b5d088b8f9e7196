"""The command `anlauf play_scenarios`: every scenario that waits, one after the other."""

from typing import Any

from django.core.management.base import BaseCommand

from anlauf.core import clock
from anlauf.evaluation import commands
from anlauf.evaluation.playing import play_taken


class Command(BaseCommand):
    """Takes scenarios as long as some wait; the worker begins it in a process of its own."""

    help = "Play every scenario that waits to be played."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Play one after the other."""
        while (row := commands.take_scenario(at=clock.now())) is not None:
            done = play_taken(row)
            self.stdout.write(f"{done.name}: {done.state}.")
