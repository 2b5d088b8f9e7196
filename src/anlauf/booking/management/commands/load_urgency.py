"""The command `anlauf load_urgency FOLDER`."""

from datetime import datetime

from anlauf.booking.imports.urgency import load_urgency
from anlauf.core.actors import SYSTEM
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.management.loading import LoadsFromFolder


class Command(LoadsFromFolder):
    """Loads the urgent lane's rules of a folder of city files whose services are loaded."""

    help = "Load the rules of the urgent lane, after load_city."

    def load(self, described: DescribedCity, *, at: datetime) -> str:
        """Load the rules and say how many changed."""
        loaded = load_urgency(described.urgency, by=SYSTEM, at=at)
        return f"{loaded.rules} urgency rules, {len(loaded.changed)} changed"
