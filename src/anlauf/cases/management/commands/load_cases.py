"""The command `anlauf load_cases FOLDER`."""

from datetime import datetime

from anlauf.cases.imports.kinds import load_kinds
from anlauf.core.actors import SYSTEM
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.management.loading import LoadsFromFolder


class Command(LoadsFromFolder):
    """Loads the kinds of cases of a folder of city files whose services are loaded."""

    help = "Load the kinds of cases, after load_city."

    def load(self, described: DescribedCity, *, at: datetime) -> str:
        """Load the kinds and say how many changed."""
        loaded = load_kinds(described.casework, by=SYSTEM, at=at)
        return f"{loaded.kinds} kinds of cases, {len(loaded.changed)} changed"
