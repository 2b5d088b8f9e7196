"""The command `anlauf foresee_backlogs`."""

from typing import Any

from django.core.management.base import BaseCommand

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.staffing.commands.backlogs import foresee_backlogs


class Command(BaseCommand):
    """Plays every office's casework for a year."""

    help = "Foresee when the backlog of each office will be sound again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Reckon all offices and say how many."""
        number = foresee_backlogs(by=SYSTEM, at=clock.now())
        self.stdout.write(f"{number} offices foreseen")
