"""The command `anlauf refit`: what the night does, at once."""

from typing import Any

from django.core.management.base import BaseCommand

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.directory import queries as directory
from anlauf.engine.grid import local
from anlauf.forecasts.nightly import refit


class Command(BaseCommand):
    """Counts, foresees, and notes how far each model was from the days that are over."""

    help = "Learn from what happened until yesterday, and foresee the coming ten weeks."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Once more on the same day is harmless."""
        now = clock.now()
        today, _tick = local(now, directory.zone())
        rows = refit(today, by=SYSTEM, at=now)
        self.stdout.write(f"{rows} rows foreseen.")
