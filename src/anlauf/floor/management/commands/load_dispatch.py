"""The command `anlauf load_dispatch FOLDER`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.refusal import Refused
from anlauf.directory.imports import folder
from anlauf.floor.imports import load_dispatch


class Command(BaseCommand):
    """Loads the rules of dispatch of a folder of city files whose offices are loaded."""

    help = "Load the rules of dispatch, after load_city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One folder."""
        parser.add_argument("folder", type=Path, help="the folder with the city's TOML files")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Load the rules and say how many there are."""
        reading = folder.read(options["folder"])
        if reading.described is None:
            raise CommandError("The city files have mistakes. Run load_city --check to see them.")
        try:
            loaded = load_dispatch(reading.described.dispatch, by=SYSTEM, at=clock.now())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{loaded.rules} rules of dispatch, {loaded.removed} removed")
