"""The command `anlauf solve_rosters`: every roster that waits for duties, one after the other."""

from typing import Any

from django.core.management.base import BaseCommand

from anlauf.core import clock
from anlauf.staffing.commands import rosters
from anlauf.staffing.solving import solve_taken


class Command(BaseCommand):
    """Takes rosters as long as some wait; the worker begins it in a process of its own."""

    help = "Look for the duties of every roster that waits for them."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Solve one after the other."""
        while (row := rosters.take(at=clock.now())) is not None:
            done = solve_taken(row)
            self.stdout.write(f"{done.name}: {done.state}, cost {done.cost}, bound {done.bound}.")
