"""`anlauf demo`: a living city, prepared once and then served until Ctrl-C."""

import os
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock as machine
from anlauf.demo import devices, past, prepare, welcome
from anlauf.demo.wall_clock import WallClock, bell, monday_of
from anlauf.people import queries as people

HAMBURG_TIME = ZoneInfo("Europe/Berlin")
FASTEST = 1000
LONGEST_PAST = 3660  # days


class Command(BaseCommand):
    """Prepares Hamburg when it is not there yet, winds the clock and hands over to `anlauf run`."""

    help = "Serve a living demo city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How fast the clock runs, and on which Monday it starts."""
        speed = os.environ.get("SPEED") or "1"  # as text, so that argparse refuses what is none
        start = os.environ.get("START") or ""
        parser.add_argument("--speed", type=_speed, default=speed)
        parser.add_argument(
            "--past", type=_past, default=os.environ.get("PAST") or str(past.BEHIND)
        )
        parser.add_argument("--start", type=str, default=start, help="a date such as 2026-11-23")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Prepare, wind the clock, hand over."""
        began = time.monotonic()
        folder = settings.HOME / "demo"
        folder.mkdir(parents=True, exist_ok=True)
        wall = WallClock(folder / "clock.json")
        self._say("Laying tables ...")
        call_command("migrate", verbosity=0)
        _refuse_real_city(folder / "begun")
        start = bell(_day(options["start"]), HAMBURG_TIME)
        if not wall.begun():
            start = prepare.everything(
                _day(options["start"]), at=start, say=self._say, days=options["past"]
            )
        clock = wall.hung(options["speed"], start=start)
        self._say(f"Prepared in {time.monotonic() - began:.0f} s.")
        shown, speed = clock.now().astimezone(HAMBURG_TIME), options["speed"]
        kiosk = devices.kiosk_code(at=shown)
        self._say(welcome.text(settings.PUBLIC_URL, shown, speed, kiosk=kiosk))
        os.environ |= {"ANLAUF_CLOCK": str(clock), "ANLAUF_MAIL": "mailbox", "ANLAUF_DEMO": "1"}
        words = [sys.executable, "-m", "anlauf", "run", "--with", "demo_life"]
        os.execv(sys.executable, words)  # noqa: S606 - the same program goes on as the server

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _refuse_real_city(begun: Path) -> None:
    """Leave a city alone that people log in to and that no demo has made."""
    if not begun.exists() and people.anybody():
        raise CommandError(
            "People work in this database already, and no demo has made it: it stays as it is."
            " Choose another one with ANLAUF_HOME or DATABASE_URL."
        )
    begun.touch()


def _speed(text: str) -> float:
    """How fast the clock runs; a clock that stands or runs back is none."""
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed <= FASTEST:
        raise ArgumentTypeError(f"SPEED is {text!r}. Maybe a number such as 60?")
    return speed


def _past(text: str) -> int:
    """How many days before the first one are invented."""
    if not text.isdigit() or not 0 < int(text) <= LONGEST_PAST:
        raise ArgumentTypeError(f"PAST is {text!r}. Maybe 1095 for three years?")
    return int(text)


def _day(text: str) -> date:
    """The date asked for, otherwise the Monday of this week."""
    if not text:
        return monday_of(machine.now().astimezone(HAMBURG_TIME).date())
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"START is {text!r}. Maybe like 2026-11-23?") from None
