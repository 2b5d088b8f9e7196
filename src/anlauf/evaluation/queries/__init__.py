"""Figures read from what is below; nothing operational is kept here."""

from anlauf.evaluation.queries.now import city_now, next_starts_by_area
from anlauf.evaluation.queries.office import OfficeReport, office_report
from anlauf.evaluation.queries.promise import Figures, Promise, loaded, promise
from anlauf.evaluation.queries.table import Period
from anlauf.evaluation.values import OfficeNow

__all__ = [
    "Figures",
    "OfficeNow",
    "OfficeReport",
    "Period",
    "Promise",
    "city_now",
    "loaded",
    "next_starts_by_area",
    "office_report",
    "promise",
]
