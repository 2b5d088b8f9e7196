"""The command `anlauf load_staff FOLDER`."""

from datetime import datetime

from anlauf.core.actors import SYSTEM
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.management.loading import LoadsFromFolder
from anlauf.staffing.imports import load_patterns


class Command(LoadsFromFolder):
    """Loads the staff patterns of a folder of city files whose offices are already loaded."""

    help = "Load the staff patterns of a folder of city files, after load_city."

    def load(self, described: DescribedCity, *, at: datetime) -> str:
        """Load the patterns and say at how many offices some changed."""
        loaded = load_patterns(described.staff, by=SYSTEM, at=at)
        return f"{loaded.patterns} staff patterns, changed at {len(loaded.offices)} offices"
