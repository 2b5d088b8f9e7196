"""`anlauf load_city FOLDER`: check a city's files and load them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.directory.imports import folder, report
from anlauf.directory.imports.load import load


class Command(BaseCommand):
    """Reads a folder of city files, reports every mistake at once, and loads a sound one."""

    help = "Check a folder of city files and load it into the directory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One folder, and whether to stop after checking."""
        parser.add_argument("folder", type=Path, help="the folder with the city's TOML files")
        parser.add_argument("--check", action="store_true", help="check only, load nothing")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Check; when sound and wanted, load."""
        reading = folder.read(options["folder"])
        for line in report.of_reading(reading):
            self.stdout.write(line)
        if reading.described is None:
            raise CommandError("The city was not loaded.")
        if options["check"]:
            return

        loaded = load(reading.described, by=SYSTEM, at=clock.now())
        for line in report.of_load(loaded):
            self.stdout.write(line)
