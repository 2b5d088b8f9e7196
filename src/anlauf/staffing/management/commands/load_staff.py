"""The command `anlauf load_staff FOLDER`."""

from datetime import datetime

from anlauf.core.actors import SYSTEM
from anlauf.directory.imports.described import DescribedCity
from anlauf.directory.management.loading import LoadsFromFolder
from anlauf.staffing.imports import load_patterns, load_people, load_shifts


class Command(LoadsFromFolder):
    """Loads staff patterns, shifts and people of a folder whose offices are already loaded."""

    help = "Load the staff patterns, shifts and people of a folder of city files, after load_city."

    def load(self, described: DescribedCity, *, at: datetime) -> str:
        """Load them and say at how many offices patterns changed, and how many people."""
        loaded = load_patterns(described.staff, by=SYSTEM, at=at)
        load_shifts(described.shifts, by=SYSTEM, at=at)
        people = load_people(described.employees, by=SYSTEM, at=at)
        return (
            f"{loaded.patterns} staff patterns, changed at {len(loaded.offices)} offices;"
            f" {people.people} people, {people.changed} of them new or changed"
        )
