"""The command `anlauf recompute`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from anlauf.core import clock
from anlauf.evaluation import commands

_LEVEL = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL "


class Command(BaseCommand):
    """Rebuild every figure from nothing and compare it with what was there."""

    help = "Rebuild every figure from nothing and tell what was different."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print how many rows of each table were different."""
        now = clock.now()
        commands.catch_up(at=now)
        with _one_moment():
            found = commands.recompute(at=now)
        for table, rows in found.items():
            self.stdout.write(f"{table}: {rows} different")
        if any(found.values()):
            raise CommandError("The figures were not what the rows below say. They are now.")
        self.stdout.write("Every figure is the same when it is computed from nothing.")


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let transactions see one moment only, whoever is served meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_LEVEL} REPEATABLE READ")
        try:
            yield
        finally:
            cursor.execute(f"{_LEVEL} READ COMMITTED")
