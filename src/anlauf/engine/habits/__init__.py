"""What people do: how likely they stay away, how long their matters take, and how sure that is."""

from anlauf.engine.habits.estimate import Estimate
from anlauf.engine.habits.minutes import minutes
from anlauf.engine.habits.no_shows import Booked, Lead, NoShows, learn_no_shows

__all__ = ["Booked", "Estimate", "Lead", "NoShows", "learn_no_shows", "minutes"]
