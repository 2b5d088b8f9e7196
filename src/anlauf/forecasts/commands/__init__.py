"""The verbs of forecasts: count what came, keep what is foreseen, note what a night has found."""

from anlauf.forecasts.commands.counting import count_days, load_counts
from anlauf.forecasts.commands.keeping import keep_foreseen, note_night

__all__ = ["count_days", "keep_foreseen", "load_counts", "note_night"]
