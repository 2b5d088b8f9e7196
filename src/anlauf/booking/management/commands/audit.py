"""The command `anlauf audit`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.booking import audit


class Command(BaseCommand):
    """Recompute every page from its appointments and supply; fail when one differs."""

    help = "Recompute every page from its appointments and supply; fail when one differs."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print each difference, or that there is none."""
        found = 0
        for difference in audit.differences():
            found += 1
            self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{found} differences. Please report them: this must not happen.")
        self.stdout.write("Every page agrees with its appointments.")
