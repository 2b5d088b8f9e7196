"""The command `anlauf`: everything Django manages, and the processes of a running city."""

import contextlib
import errno
import os
import sys
from collections.abc import Sequence

import django
from django.core.management import execute_from_command_line

from anlauf.config import database, home, postgres, run
from anlauf.config.address import BadAddress
from anlauf.config.home import BadPort
from anlauf.config.mail import BadMail
from anlauf.config.programs import DatabaseTrouble
from anlauf.config.sms import BadGateway

NEED_NO_DATABASE = {"collectstatic", "help", "version", "--help", "--version"}
WORKER = ("procrastinate", "worker", "--delete-jobs", "successful", "--concurrency", "2")


def main() -> int:
    """Do what the command line asks; troubles that people can mend become one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlauf.config.settings")
    try:
        return _do(sys.argv[1:])
    except (BadAddress, BadGateway, BadMail, BadPort, DatabaseTrouble, run.CannotRun) as trouble:
        return _say(str(trouble))
    except OSError as trouble:
        if trouble.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        return _say(f"The disk is full: there is no room for {trouble.filename or 'more'}.")


def _do(words: Sequence[str]) -> int:
    match words:
        case ["db", *rest]:
            return database.command(rest, home.home())
        case ["run", *rest]:
            run.refuse_taken_ports()
            with _database(words):
                django.setup()
                return run.command(rest)
        case ["demo", *_]:
            # Better now than after a minute of preparations.
            run.refuse_taken_port(home.port())
        case ["worker"]:
            return _manage(WORKER)
    return _manage(words)


def _manage(words: Sequence[str]) -> int:
    with _database(words):
        execute_from_command_line(["anlauf", *words])
    return 0


def _database(words: Sequence[str]) -> contextlib.AbstractContextManager[object]:
    if os.environ.get("DATABASE_URL") or not words or words[0] in NEED_NO_DATABASE:
        return contextlib.nullcontext()
    return postgres.in_use(home.home())


def _say(sentence: str) -> int:
    print(f"anlauf: {sentence}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
