"""What can be changed about the city while it is open."""

from anlauf.directory.commands.durations import set_duration
from anlauf.directory.commands.hours import WrongHours, set_schedule

__all__ = ["WrongHours", "set_duration", "set_schedule"]
