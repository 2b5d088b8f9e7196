"""The command `anlauf`: everything Django manages, and the processes of a running city."""

import contextlib
import os
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line

from anlauf.config import home, postgres
from anlauf.config.programs import DatabaseTrouble

NEED_NO_DATABASE = {"collectstatic", "compilemessages", "help", "makemessages", "version"}


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line asks; the private database runs as long as it is needed."""
    words = sys.argv[1:] if words is None else words
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlauf.config.settings")
    try:
        with contextlib.ExitStack() as stack:
            if not os.environ.get("DATABASE_URL") and not NEED_NO_DATABASE.intersection(words[:1]):
                stack.enter_context(postgres.in_use(home.home()))
            execute_from_command_line(["anlauf", *words])
    except DatabaseTrouble as trouble:
        print(f"anlauf: {trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
