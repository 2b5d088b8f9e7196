"""The command `anlauf describe_past FILE`: a past city is described, to be played by two plans."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.engine.cityyear import files_replay, wire
from anlauf.evaluation import commands
from anlauf.evaluation.states import Asks

_READ = {Asks.LEADS: wire.read, Asks.FILES: files_replay.read}


class Command(BaseCommand):
    """Checks the file with the engine before anything is kept."""

    help = "Describe a past city that planners can play again by two plans."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, and what is asked of it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--asks", choices=sorted(map(str, _READ)), default=str(Asks.LEADS))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Keep it."""
        asks, file = Asks(options["asks"]), options["file"]
        try:
            book = tomllib.loads(file.read_text("utf-8"))
            _READ[asks](book)
        except (OSError, tomllib.TOMLDecodeError, ValueError, KeyError, TypeError) as fault:
            raise CommandError(f"{file} does not describe a past city: {fault!r}.") from fault
        commands.describe_past(asks, book, by=SYSTEM, at=clock.now())
        self.stdout.write(f"{len(book['office'])} offices can be played again.")
