"""A command that loads a part of a folder of city files, whose rest is loaded already."""

from abc import abstractmethod
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.refusal import Refused
from anlauf.directory.imports import folder
from anlauf.directory.imports.described import DescribedCity


class LoadsFromFolder(BaseCommand):
    """Reads the folder whole, so that no part is loaded of a city that has mistakes."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One folder."""
        parser.add_argument("folder", type=Path, help="the folder with the city's TOML files")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Load the part and say what was loaded."""
        reading = folder.read(options["folder"])
        if reading.described is None:
            raise CommandError("The city files have mistakes. Run load_city --check to see them.")
        try:
            said = self.load(reading.described, at=clock.now())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(said)

    @abstractmethod
    def load(self, described: DescribedCity, *, at: datetime) -> str:
        """Load this command's part, and say how much it was."""
