"""`anlauf bounces`: the door for reports of failed delivery, one mail at a time."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import bounces, clock
from anlauf.core.commands import returns
from anlauf.core.refusal import Refused


class Command(BaseCommand):
    """Takes what a mail server pipes in, or a stored mail."""

    help = "Read a report of failed delivery (RFC 3464) and mark the letter that came back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the mail stands."""
        parser.add_argument("file", help="a file with one mail, or - for the standard input")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Mark the letter; what is no report, or not about us, is said in one sentence."""
        name = options["file"]
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            letter = returns.take_in(bounces.read(raw), at=clock.now())
        except OSError as trouble:
            raise CommandError(f"{name} cannot be read: {trouble.strerror}.") from None
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Letter {letter.pk} ({letter.kind}) came back: {letter.bounce}.")
