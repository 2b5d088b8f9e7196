"""`anlauf letters`: how delivery fares, and what can be done about it."""

import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock, queries
from anlauf.core.actors import SYSTEM
from anlauf.core.commands import settling
from anlauf.core.models import Letter
from anlauf.core.numbers import message_number
from anlauf.core.queries import WayOut
from anlauf.core.states import LetterState

_LATE_MINUTES = 15


class Command(BaseCommand):
    """Shows the outbox; its exit code tells a monitor whether somebody should look."""

    help = "Show how letters leave, or: retry, doubts, found (reads a mail log), again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do."""
        verbs = ["show", "retry", "doubts", "found", "again"]
        parser.add_argument("verb", nargs="?", choices=verbs, default="show")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Do the one thing."""
        at = clock.now()
        match options["verb"]:
            case "show":
                self._show(at)
            case "doubts":
                self._doubts()
            case "retry":
                self._say("due again", settling.retry(by=SYSTEM, at=at))
            case "again":
                self._say("sent again", settling.send_doubtful_again(by=SYSTEM, at=at))
            case "found":
                log = sys.stdin.buffer.read().decode(errors="replace")
                self._say("found in the log", settling.has_left(log, by=SYSTEM, at=at))

    def _show(self, at: datetime) -> None:
        ways = queries.ways_out(at=at)
        for way in ways:
            self.stdout.write(_line(way, at))
        if any(_needs_a_look(way, at) for way in ways):
            raise CommandError("Somebody should look at this.")

    def _doubts(self) -> None:
        for letter in Letter.objects.filter(state=LetterState.DOUBT).order_by("pk"):
            self.stdout.write(f"{message_number(letter)} {letter.kind} {letter.handed_at}")

    def _say(self, what: str, number: int) -> None:
        self.stdout.write(f"{number} {'letter' if number == 1 else 'letters'} {what}.")


def _line(way: WayOut, at: datetime) -> str:
    shut = f", shut until {way.shut_until:%H:%M:%S} UTC" if way.shut_until else ""
    error = f" ({way.last_error})" if way.last_error else ""
    return (
        f"{way.channel}: {way.waiting} waiting, oldest {way.oldest_minutes(at)} min,"
        f" {way.put_off} put off, {way.in_hand} in hand, {way.doubtful} in doubt;"
        f" in 7 days {way.sent} sent, {way.failed} failed, {way.bounced} came back;"
        f" line: {way.failures} failures in a row{shut}{error}"
    )


def _needs_a_look(way: WayOut, at: datetime) -> bool:
    return bool(way.doubtful or way.failures or way.oldest_minutes(at) >= _LATE_MINUTES)
