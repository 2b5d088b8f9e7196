"""`anlauf programs`: which other software may call, and its keys."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.people import commands, queries
from anlauf.people.scopes import Scope


class Command(BaseCommand):
    """Lists programs, admits one, or dismisses one."""

    help = "List the programs that may call; --admit NAME gives one a key, --dismiss takes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom, and what for."""
        parser.add_argument("--admit", metavar="NAME")
        parser.add_argument("--scope", action="append", default=[], choices=list(Scope))
        parser.add_argument("--dismiss", metavar="NUMBER", type=int)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Do one of the three; a key is printed once."""
        if options["admit"]:
            self._admit(options["admit"], [Scope(scope) for scope in options["scope"]])
        elif options["dismiss"] is not None:
            self._dismiss(options["dismiss"])
        else:
            self._list()

    def _admit(self, name: str, scopes: list[Scope]) -> None:
        program, key = commands.admit_program(name, scopes, by=SYSTEM, at=clock.now())
        self.stdout.write(f"{program.pk} {program.name}: its key, shown only now, is\n{key}")

    def _dismiss(self, number: int) -> None:
        for program in queries.programs():
            if program.pk == number:
                commands.dismiss_program(program, by=SYSTEM, at=clock.now())
                self.stdout.write(f"{program.name} may no longer call.")
                return
        raise CommandError(f"No program has the number {number}.")

    def _list(self) -> None:
        for program in queries.programs():
            self.stdout.write(f"{program.pk} {program.name}: {', '.join(program.scopes) or '-'}")
