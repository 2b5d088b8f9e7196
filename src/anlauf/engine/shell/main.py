"""`anlauf-engine`: rosters, simulations, studies and forecasts from files, without a city."""

import argparse
import sys
from collections.abc import Sequence

from anlauf.engine.roster.curtois import Unreadable
from anlauf.engine.shell import forecasting, measuring, rostering, simulating, studying
from anlauf.engine.shell.said import Misread

_PARTS = (rostering, simulating, studying, forecasting, measuring)


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words say; 0 when done, 2 with a sentence when something is wrong with them."""
    parser = argparse.ArgumentParser(prog="anlauf-engine", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for part in _PARTS:
        part.offer(commands)
    said = parser.parse_args(words)
    try:
        return int(said.run(said) or 0)
    except (Misread, Unreadable, ValueError, OSError) as fault:
        print(f"anlauf-engine: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("anlauf-engine: stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
