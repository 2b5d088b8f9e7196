"""The command `anlauf load_history FILE --source "Report of 2024"`."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.evaluation import commands, queries
from anlauf.evaluation.commands import Origin
from anlauf.evaluation.imports import reported


class Command(BaseCommand):
    """Load monthly figures from before Anlauf, or only say what is wrong in the file."""

    help = "Load a sheet of monthly figures that were reported before Anlauf."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, where its figures come from, and whether it is only to be checked."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="where the figures come from")
        parser.add_argument("--check", action="store_true", help="load nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check every cell; load all of it or nothing."""
        at, file = clock.now(), options["file"]
        content = file.read_bytes()
        try:
            reading = reported.read_octets(content, at=at)
        except reported.Unreadable as wrong:
            raise CommandError(str(wrong)) from wrong
        for mistake in reading.mistakes:
            self.stdout.write(str(mistake))
        if reading.fatal:
            raise CommandError(f"{len(reading.fatal)} mistakes. Nothing is loaded.")
        if options["check"]:
            self.stdout.write(f"{len(reading.values)} values could be loaded.")
            return
        origin = Origin(file.name, options["source"], hashlib.sha256(content).hexdigest())
        sheet = commands.keep_sheet(reading.values, origin, by=SYSTEM, at=at)
        found = queries.effects(sheet)
        commands.load_sheet(sheet.pk, by=SYSTEM, at=at)
        self.stdout.write(
            f"{found.new} new values, {len(found.changed)} changed, {found.same} as before."
            f" Sheet {sheet.pk} can be withdrawn on the page of earlier figures."
        )
