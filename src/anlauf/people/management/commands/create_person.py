"""`anlauf create_person`: how the first administrator of an installation comes in."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.refusal import Refused
from anlauf.people import commands, queries
from anlauf.people.commands import Newcomer
from anlauf.people.roles import Role


class Command(BaseCommand):
    """Asks for the password, so that it stays out of the shell's memory."""

    help = "Let somebody log in, with a role in the whole city or at one office."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and as what."""
        parser.add_argument("login")
        parser.add_argument("name")
        parser.add_argument("--mail", default="", help="where letters about alerts go")
        parser.add_argument("--role", choices=[role.value for role in Role], required=True)
        parser.add_argument("--office", help="the office's key; without it, the whole city")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's shape
        """Welcome and grant; a refusal is one sentence."""
        at = clock.now()
        newcomer = Newcomer(options["login"], options["name"], options["mail"])
        try:
            office = queries.workplace(options["office"]).pk if options["office"] else None
            person = commands.welcome(newcomer, getpass.getpass(), by=SYSTEM, at=at)
            commands.grant(person, Role(options["role"]), office=office, by=SYSTEM, at=at)
        except Refused as refusal:
            raise CommandError(str(refusal) or f"There is no office {options['office']}.") from None
        self.stdout.write(f"{person.name} can log in as {person.login}.")
