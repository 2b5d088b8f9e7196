"""The command `anlauf load_staff FOLDER`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.directory.imports import folder
from anlauf.staffing.imports import load_patterns


class Command(BaseCommand):
    """Loads the staff patterns of a folder of city files whose offices are already loaded."""

    help = "Load the staff patterns of a folder of city files, after load_city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One folder."""
        parser.add_argument("folder", type=Path, help="the folder with the city's TOML files")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Load the patterns and say at how many offices some changed."""
        reading = folder.read(options["folder"])
        if reading.described is None:
            raise CommandError("The city files have mistakes. Run load_city --check to see them.")
        loaded = load_patterns(reading.described.staff, by=SYSTEM, at=clock.now())
        self.stdout.write(
            f"{loaded.patterns} staff patterns, changed at {len(loaded.offices)} offices"
        )
