"""The command `anlauf load_fim FILE [--kind KEY]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.cases.imports.fim import load, schema, translate
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.refusal import Refused


class Command(BaseCommand):
    """Reads a FIM schema, tells what of it a form can ask, and gives it to a kind of case."""

    help = "Read an XDatenfelder schema and report; with --kind, let that kind of case ask it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, and for the kind if there is one."""
        parser.add_argument("file", type=Path, help="an XDatenfelder schema, as XML")
        parser.add_argument("--kind", default="", help="the kind of case that shall ask this")

    def handle(self, *_args: Any, file: Path, kind: str, **_options: Any) -> None:
        """Print the report, and load when a kind is named."""
        try:
            made = translate.translated(schema.read(file.read_bytes()))
            load.questions(made)
            new = bool(kind) and load.load_form(kind, made, by=SYSTEM, at=clock.now())
        except (Refused, OSError) as fault:
            raise CommandError(str(fault)) from fault
        self._report(made)
        if kind:
            self.stdout.write(f"{kind}: {'now asks this.' if new else 'asked this already.'}")
        else:
            self.stdout.write("Nothing is changed. Name a kind of case with --kind to load it.")

    def _report(self, made: translate.Translated) -> None:
        about = made.schema
        self.stdout.write(f"{about.id} {about.version}: {about.name}")
        self.stdout.write(f"{len(made.questions)} questions, {len(made.papers)} papers came over.")
        conditions = sum(1 for each in made.questions if each.only_if)
        self.stdout.write(f"{conditions} questions are asked only after a yes.")
        for note in made.notes:
            self.stdout.write(f"{note.id} {note.name}: {note.why}")
        self.stdout.write(f"{len(made.notes)} things did not come over as they stand in the file.")
