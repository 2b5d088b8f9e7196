"""The command `anlauf load_arrivals FOLDER`."""

from datetime import datetime

from anlauf.core.actors import SYSTEM
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.management.loading import LoadsFromFolder
from anlauf.floor.imports import load_arrivals


class Command(LoadsFromFolder):
    """Loads the rules of arrival of a folder of city files whose offices are loaded."""

    help = "Load the rules of arrival, after load_city."

    def load(self, described: DescribedCity, *, at: datetime) -> str:
        """Load the rules and say how many there are."""
        loaded = load_arrivals(described.arrivals, by=SYSTEM, at=at)
        return f"{loaded.rules} rules of arrival, {loaded.removed} removed"
