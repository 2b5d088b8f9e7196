"""The command `anlauf load_policies FOLDER`."""

from datetime import datetime

from anlauf.booking.imports.policies import load_policies
from anlauf.core.actors import SYSTEM
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.management.loading import LoadsFromFolder


class Command(LoadsFromFolder):
    """Loads the policies of a folder of city files whose offices are loaded."""

    help = "Load the figures of the city's policy, after load_city."

    def load(self, described: DescribedCity, *, at: datetime) -> str:
        """Load the policies and say how many there are."""
        loaded = load_policies(described.policies, by=SYSTEM, at=at)
        return f"{loaded} policies"
