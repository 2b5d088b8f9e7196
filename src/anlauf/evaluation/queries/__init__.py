"""Figures read from what is below; nothing operational is kept here."""

from anlauf.evaluation.queries.now import city_now, next_starts_by_area
from anlauf.evaluation.values import OfficeNow

__all__ = ["OfficeNow", "city_now", "next_starts_by_area"]
