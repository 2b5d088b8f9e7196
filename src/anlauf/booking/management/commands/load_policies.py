"""The command `anlauf load_policies FOLDER`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.booking.imports.policies import load_policies
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.refusal import Refused
from anlauf.directory.imports import folder


class Command(BaseCommand):
    """Loads the policies of a folder of city files whose offices are loaded."""

    help = "Load the figures of the city's policy, after load_city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One folder."""
        parser.add_argument("folder", type=Path, help="the folder with the city's TOML files")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Load the policies and say how many there are."""
        reading = folder.read(options["folder"])
        if reading.described is None:
            raise CommandError("The city files have mistakes. Run load_city --check to see them.")
        try:
            loaded = load_policies(reading.described.policies, by=SYSTEM, at=clock.now())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{loaded} policies")
