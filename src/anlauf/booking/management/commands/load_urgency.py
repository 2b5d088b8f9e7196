"""The command `anlauf load_urgency FOLDER`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.booking.imports.urgency import load_urgency
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.directory.imports import folder


class Command(BaseCommand):
    """Loads the urgent lane's rules of a folder of city files whose services are loaded."""

    help = "Load the rules of the urgent lane, after load_city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One folder."""
        parser.add_argument("folder", type=Path, help="the folder with the city's TOML files")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Load the rules and say how many changed."""
        reading = folder.read(options["folder"])
        if reading.described is None:
            raise CommandError("The city files have mistakes. Run load_city --check to see them.")
        loaded = load_urgency(reading.described.urgency, by=SYSTEM, at=clock.now())
        self.stdout.write(f"{loaded.rules} urgency rules, {len(loaded.changed)} changed")
