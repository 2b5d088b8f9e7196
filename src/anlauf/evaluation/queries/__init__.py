"""Figures read from what is below; nothing operational is kept here."""

from anlauf.evaluation.queries.answering import Line, Question, answer, fingerprint, months
from anlauf.evaluation.queries.now import city_now, next_starts_by_area
from anlauf.evaluation.queries.office import OfficeReport, office_report
from anlauf.evaluation.queries.promise import Figures, Promise, loaded, promise
from anlauf.evaluation.queries.table import Period
from anlauf.evaluation.values import OfficeNow

__all__ = [
    "Figures",
    "Line",
    "OfficeNow",
    "OfficeReport",
    "Period",
    "Promise",
    "Question",
    "answer",
    "city_now",
    "fingerprint",
    "loaded",
    "months",
    "next_starts_by_area",
    "office_report",
    "promise",
]
