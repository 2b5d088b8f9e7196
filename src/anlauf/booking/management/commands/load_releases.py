"""The command `anlauf load_releases FOLDER`."""

from datetime import datetime

from anlauf.booking.imports.releases import load_releases
from anlauf.core.actors import SYSTEM
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.management.loading import LoadsFromFolder


class Command(LoadsFromFolder):
    """Loads the rules of release of a folder of city files whose offices are loaded."""

    help = "Load the rules of release, after load_city."

    def load(self, described: DescribedCity, *, at: datetime) -> str:
        """Load the rules and say how many there are."""
        loaded = load_releases(described.releases, by=SYSTEM, at=at)
        return f"{loaded.rules} rules of release, {loaded.removed} removed"
